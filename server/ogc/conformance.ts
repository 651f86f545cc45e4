/** The classes that are kept to. Each has its tests in tests/server/ogc; one without a test has no place here. */
const FEATURES = 'http://www.opengis.net/spec/ogcapi-features';

export const CONFORMANCE = [
  `${FEATURES}-1/1.0/conf/core`,
  `${FEATURES}-1/1.0/conf/oas30`,
  `${FEATURES}-1/1.0/conf/geojson`,
  `${FEATURES}-2/1.0/conf/crs`,
] as const;
