// HEALPix, nested numbering: the cell of a place. Gorski et al. 2005, ApJ 622, 759, clause 4.1 and appendix; latitude taken as spherical.

function spreadBits(value) {
  let spread = 0;
  for (let bit = 0; value >> bit; ++bit) spread += ((value >> bit) & 1) * 4 ** bit;
  return spread;
}

// `z` is the sine of the latitude, longitude in radians. Exact up to order 13.
function nestedPixel(order, z, longitude) {
  const side = 1 << order;
  const turn = longitude / (Math.PI / 2);
  const quarter = ((turn % 4) + 4) % 4;
  let face, ix, iy;
  if (Math.abs(z) <= 2 / 3) {
    const rising = side * (0.5 + quarter), climb = side * z * 0.75;
    const up = Math.floor(rising - climb), down = Math.floor(rising + climb);
    const upFace = up >> order, downFace = down >> order;
    face = upFace === downFace ? upFace | 4 : upFace < downFace ? upFace : downFace + 8;
    ix = down & (side - 1);
    iy = side - (up & (side - 1)) - 1;
  } else {
    const petal = Math.min(3, Math.floor(quarter));
    const along = quarter - petal, reach = side * Math.sqrt(3 * (1 - Math.abs(z)));
    const up = Math.min(side - 1, Math.floor(along * reach)), down = Math.min(side - 1, Math.floor((1 - along) * reach));
    face = z >= 0 ? petal : petal + 8;
    ix = z >= 0 ? side - down - 1 : up;
    iy = z >= 0 ? side - up - 1 : down;
  }
  return face * 4 ** order + spreadBits(ix) + 2 * spreadBits(iy);
}
