//! Pause, go on, cancel. A cancel stops *new* questions only; answers under way
//! are awaited and written.

use tokio::sync::watch;

/// What the person wants of a running batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Ask on.
    Run,
    /// Send nothing new until further notice.
    Pause,
    /// Send nothing new, ever.
    Cancel,
}

/// The handle that faces keep; clones speak to the same batch.
#[derive(Debug, Clone)]
pub struct Control(watch::Sender<Order>);

impl Default for Control {
    fn default() -> Control {
        Control(watch::Sender::new(Order::Run))
    }
}

impl Control {
    /// Gives an order. After a cancel every other order is ignored.
    pub fn order(&self, order: Order) {
        self.0.send_if_modified(|current| {
            let changes = *current != Order::Cancel && *current != order;
            if changes {
                *current = order;
            }
            changes
        });
    }

    /// The order in force.
    pub fn current(&self) -> Order {
        *self.0.borrow()
    }

    pub(crate) fn watch(&self) -> watch::Receiver<Order> {
        self.0.subscribe()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cancel_is_final() {
        let control = Control::default();
        control.order(Order::Pause);
        control.order(Order::Cancel);
        control.order(Order::Run);
        assert_eq!(control.current(), Order::Cancel);
    }
}
