//! Pictures of an interface in 256 colours: a third of the size, and no eye sees it.

use crate::Outcome;
use color_quant::NeuQuant;
use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Filter, Transformations};
use std::collections::HashMap;
use std::io::Cursor;

/// Colours that are kept as they are: the flat ones, which fill the picture.
const KEPT: usize = 192;
const ALL: usize = 256;

type Colour = [u8; 4];

/// The same picture, smaller.
pub fn small(picture: &[u8]) -> Outcome<Vec<u8>> {
    let mut decoder = Decoder::new(Cursor::new(picture));
    decoder.set_transformations(Transformations::normalize_to_color8() | Transformations::ALPHA);
    let mut reader = decoder.read_info()?;
    let mut pixels = vec![0; reader.output_buffer_size().ok_or("too large a picture")?];
    let frame = reader.next_frame(&mut pixels)?;
    if frame.color_type != ColorType::Rgba {
        return Err(format!("a picture in {:?}", frame.color_type).into());
    }
    let colours: Vec<Colour> = pixels.as_chunks::<4>().0.to_vec();
    let (palette, indexed) = indexed(&colours);
    written(frame.width, frame.height, &palette, &indexed)
}

/// A palette and each pixel's place in it.
fn indexed(colours: &[Colour]) -> (Vec<Colour>, Vec<u8>) {
    let mut counts: HashMap<Colour, usize> = HashMap::new();
    for colour in colours {
        *counts.entry(*colour).or_default() += 1;
    }
    let mut by_count: Vec<(usize, Colour)> =
        counts.into_iter().map(|(colour, count)| (count, colour)).collect();
    by_count.sort_unstable_by(|a, b| b.cmp(a));
    let kept = if by_count.len() <= ALL { by_count.len() } else { KEPT };
    let mut palette: Vec<Colour> = by_count[..kept].iter().map(|(_, colour)| *colour).collect();
    let mut place: HashMap<Colour, u8> = palette.iter().copied().zip(0..=u8::MAX).collect();
    let rest = &by_count[kept..];
    if !rest.is_empty() {
        let pixels: Vec<u8> = rest.iter().flat_map(|(_, colour)| *colour).collect();
        let quant = NeuQuant::new(1, ALL - KEPT, &pixels);
        palette.extend_from_slice(quant.color_map_rgba().as_chunks::<4>().0);
        for (_, colour) in rest {
            let index = u8::try_from(KEPT + quant.index_of(colour)).unwrap_or(u8::MAX);
            place.insert(*colour, index);
        }
    }
    let indexed = colours.iter().map(|colour| place.get(colour).copied().unwrap_or(0)).collect();
    (palette, indexed)
}

fn written(width: u32, height: u32, palette: &[Colour], indexed: &[u8]) -> Outcome<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect::<Vec<u8>>());
    encoder.set_compression(Compression::High);
    // Places in a palette are no amounts: to differ from the neighbour means nothing.
    encoder.set_filter(Filter::NoFilter);
    encoder.write_header()?.write_image_data(indexed)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(colours: &[Colour]) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, colours.len() as u32, 1);
        encoder.set_color(ColorType::Rgba);
        let pixels: Vec<u8> = colours.iter().flatten().copied().collect();
        encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
        file
    }

    fn seen(file: &[u8]) -> Vec<Colour> {
        let mut decoder = Decoder::new(Cursor::new(file));
        decoder.set_transformations(Transformations::EXPAND | Transformations::ALPHA);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        pixels.as_chunks::<4>().0.to_vec()
    }

    #[test]
    fn a_picture_of_few_colours_stays_as_it_is() {
        let colours: Vec<Colour> = (0..=255).map(|at| [at, 0, 255 - at, 255]).collect();
        assert_eq!(seen(&small(&picture(&colours)).unwrap()), colours);
    }

    #[test]
    fn the_flat_colours_of_a_richer_picture_stay_exact() {
        let mut colours: Vec<Colour> = vec![[250, 250, 248, 255]; 4_000];
        colours.extend((0..1_000_u32).map(|at| [(at % 256) as u8, (at / 4) as u8, 90, 255]));
        let seen = seen(&small(&picture(&colours)).unwrap());
        assert_eq!(seen[..4_000], colours[..4_000]);
        let far = seen.iter().zip(&colours).map(|(a, b)| a[0].abs_diff(b[0])).max();
        assert!(far < Some(64), "{far:?}");
    }
}
