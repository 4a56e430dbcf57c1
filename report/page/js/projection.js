// Equal Earth map projection: B. Savric, T. Patterson, B. Jenny 2018, International Journal of Geographical Information Science, doi
// 10.1080/13658816.2018.1504949, equations 1 to 4. Unit sphere; angles in radians. Areas are true, so that a coloured share is a share.

const EQUAL_EARTH = [1.340264, -0.081106, 0.000893, 0.003796];
const HALF_ROOT_3 = Math.sqrt(3) / 2;
const MAP_HALF_WIDTH = Math.PI / (HALF_ROOT_3 * EQUAL_EARTH[0]);
const MAP_HALF_HEIGHT = heightOf(Math.PI / 3);

function heightOf(theta) {
  const [a1, a2, a3, a4] = EQUAL_EARTH, t2 = theta * theta, t6 = t2 ** 3;
  return theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2));
}
function slopeOf(theta) {
  const [a1, a2, a3, a4] = EQUAL_EARTH, t2 = theta * theta, t6 = t2 ** 3;
  return a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2);
}

function project(latitude, longitude) {
  const theta = Math.asin(HALF_ROOT_3 * Math.sin(latitude));
  return [(longitude * Math.cos(theta)) / (HALF_ROOT_3 * slopeOf(theta)), heightOf(theta)];
}

// Sine of the latitude at height `y`, and the map's half width there. Null above the poles.
function parallelAt(y) {
  if (Math.abs(y) > MAP_HALF_HEIGHT) return null;
  let theta = y / EQUAL_EARTH[0];
  for (let i = 0; i < 12; ++i) theta -= (heightOf(theta) - y) / slopeOf(theta);
  return { sine: Math.max(-1, Math.min(1, Math.sin(theta) / HALF_ROOT_3)), halfWidth: (Math.PI * Math.cos(theta)) / (HALF_ROOT_3 * slopeOf(theta)) };
}
