// Before anything of the page: nobody changes what all objects have in common.
// A name that stands there read-only could not be assigned in any object either, which libraries
// do (a date's own toString); so assigning one makes it the object's own.
(() => {
  const common = Object.prototype;
  for (const name of Object.getOwnPropertyNames(common)) {
    const found = Object.getOwnPropertyDescriptor(common, name);
    if (!("value" in found)) continue;
    const { value } = found;
    Object.defineProperty(common, name, {
      get: () => value,
      set(own) {
        if (this === common) throw new TypeError(`${name} is frozen`);
        Object.defineProperty(this, name, { value: own, writable: true, enumerable: true, configurable: true });
      },
      enumerable: false,
      configurable: false,
    });
  }
  Object.freeze(common);
})();
