import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCrs, toLonLat } from '../../../server/exchange/crs.ts';
import { crsByEpsg } from '../../../server/exchange/crs-catalogue.ts';

const GK_POINTS = '../shared/fixtures/coord-vectors/cgcs2000_gk3_proj.json';

function parsed(text: string) {
  const result = parseCrs(text);
  if (!result.ok) throw new Error(`${result.code} ${result.at}`);
  return result.crs;
}

const ESRI_DEGREES =
  'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
const projected = (name: string, easting: number, meridian: number, geogcs = ESRI_DEGREES) =>
  `PROJCS["${name}",${geogcs},PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",${easting}],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`;
const BEIJING_54 =
  'GEOGCS["GCS_Beijing_1954",DATUM["D_Beijing_1954",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
const WKT2 =
  'PROJCRS["CGCS2000 / 3-degree Gauss-Kruger CM 117E",BASEGEOGCRS["China Geodetic Coordinate System 2000",DATUM["China 2000",ELLIPSOID["CGCS2000",6378137,298.257222101,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]],ID["EPSG",4490]],CONVERSION["Gauss-Kruger CM 117E",METHOD["Transverse Mercator",ID["EPSG",9807]],PARAMETER["Latitude of natural origin",0,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Longitude of natural origin",117,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Scale factor at natural origin",1,SCALEUNIT["unity",1]],PARAMETER["False easting",500000,LENGTHUNIT["metre",1]],PARAMETER["False northing",0,LENGTHUNIT["metre",1]]],CS[Cartesian,2],AXIS["northing (X)",north,ORDER[1],LENGTHUNIT["metre",1]],AXIS["easting (Y)",east,ORDER[2],LENGTHUNIT["metre",1]],ID["EPSG",4548]]';

describe('the name of a coordinate system', () => {
  it.each([
    ['EPSG:4547', 'EPSG:4547'],
    ['4547', 'EPSG:4547'],
    [' epsg:4526 ', 'EPSG:4526'],
    ['urn:ogc:def:crs:EPSG::4490', 'EPSG:4490'],
    ['urn:ogc:def:crs:EPSG:6.9:4326', 'EPSG:4326'],
    ['http://www.opengis.net/def/crs/EPSG/0/3857', 'EPSG:3857'],
    ['http://www.opengis.net/gml/srs/epsg.xml#4326', null],
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326'],
    ['http://www.opengis.net/def/crs/OGC/1.3/CRS84', 'EPSG:4326'],
    ['OGC:CRS84', 'EPSG:4326'],
    ['WGS 84', 'EPSG:4326'],
    ['CGCS2000', 'EPSG:4490'],
    ['ESRI:102100', 'EPSG:3857'],
    ['EPSG:32650', 'EPSG:32650'],
    ['+proj=tmerc +lat_0=0 +lon_0=114 +k=1 +x_0=38500000 +y_0=0 +ellps=GRS80 +units=m', 'EPSG:4526'],
    ['+proj=longlat +datum=WGS84 +no_defs', 'EPSG:4326'],
    [ESRI_DEGREES, 'EPSG:4490'],
    [projected('CGCS2000_3_Degree_GK_Zone_38', 38500000, 114), 'EPSG:4526'],
    [projected('CGCS2000_3_Degree_GK_CM_117E', 500000, 117), 'EPSG:4548'],
    [projected('CGCS2000_GK_Zone_20', 20500000, 117), 'EPSG:4498'],
    [projected('a county of its own', 500000, 118.5), 'own'],
    [projected('Beijing_1954_3_Degree_GK_CM_114E', 500000, 114, BEIJING_54), 'EPSG:2435'],
    [WKT2, 'EPSG:4548'],
    ['+proj=lcc +lat_0=0 +lat_1=25 +lat_2=47 +lon_0=105 +datum=WGS84', 'own'],
    ['', null],
    ['EPSG:99999', null],
    ['EPSG:', null],
    ['garbage', null],
    ['constructor', null],
    ['__proto__', null],
    ['+proj=nope', null],
    ['+proj=tmerc +lon_0=114 +nadgrids=secret.gsb', null],
    ['PROJCS["unfinished"', null],
    [
      'PROJCS["Unknown",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["Degree",0.017453292519943295]],PROJECTION["Unknown Projection"],UNIT["Meter",1]]',
      null,
    ],
  ])('%s', (text, code) => {
    const result = parseCrs(text);
    if (code === null) expect(result).toMatchObject({ ok: false, code: 'crs-unknown' });
    else expect(result).toMatchObject({ ok: true, crs: { code: code === 'own' ? null : code } });
  });

  it('says of an old datum that its shift is unknown, and of near ones that they are taken for WGS 84', () => {
    expect(parsed('EPSG:2383').notes).toEqual(['datum-shift-unknown']);
    expect(parsed(projected('x', 500000, 114, BEIJING_54)).notes).toEqual(['datum-shift-unknown']);
    expect(parsed('EPSG:4269').notes).toEqual(['treated-as-wgs84']);
    expect(parsed('EPSG:4326').notes).toEqual([]);
  });

  it('knows every Gauss–Krüger code by zone or meridian', () => {
    expect(crsByEpsg(4513)).toMatchObject({ zone: 25, centralMeridian: 75 });
    expect(crsByEpsg(4533)).toMatchObject({ zone: 45, centralMeridian: 135 });
    expect(crsByEpsg(4534)).toMatchObject({ centralMeridian: 75 });
    expect(crsByEpsg(4554)).toMatchObject({ centralMeridian: 135 });
    expect(crsByEpsg(4491)).toMatchObject({ zone: 13, centralMeridian: 75 });
    expect(crsByEpsg(4512)).toMatchObject({ centralMeridian: 135 });
    expect(crsByEpsg(4555)).toBeUndefined();
  });
});

describe('the way to lon, lat', () => {
  it.skipIf(!existsSync(GK_POINTS))('agrees with PROJ on 118 Gauss–Krüger points', () => {
    const { cases } = JSON.parse(readFileSync(GK_POINTS, 'utf8')) as { cases: Record<string, number>[] };
    expect(cases).toHaveLength(118);
    // 1 mm is 9e-9 degree of latitude.
    const tolerance = 9e-9;
    for (const one of cases) {
      for (const kind of ['cm', 'zone'] as const) {
        const convert = toLonLat(parsed(String(one[`epsg_${kind}`])));
        const [lon, lat] = convert(one[`${kind}_easting`] ?? 0, one[`${kind}_northing`] ?? 0);
        expect(Math.abs(lon - (one.lon ?? 0))).toBeLessThan(tolerance);
        expect(Math.abs(lat - (one.lat ?? 0))).toBeLessThan(tolerance);
      }
    }
  });

  it('leaves degrees as they are, x first, whatever the registry says of the order', () => {
    for (const code of ['EPSG:4326', 'EPSG:4490', 'EPSG:4269'])
      expect(toLonLat(parsed(code))(118.4, 30.7)).toEqual([118.4, 30.7]);
  });

  it('reads the axes of WKT 2 as easting, northing too', () => {
    const [lon, lat] = toLonLat(parsed(WKT2))(635295.6807796753, 3397234.827697359);
    expect(lon).toBeCloseTo(118.412, 8);
    expect(lat).toBeCloseTo(30.688, 8);
  });

  it('converts Web Mercator on the sphere', () => {
    const [lon, lat] = toLonLat(parsed('EPSG:3857'))(13181563.546, 3591020.5);
    expect(lon).toBeCloseTo(118.412, 6);
    expect(lat).toBeCloseTo((Math.atan(Math.sinh(3591020.5 / 6378137)) * 180) / Math.PI, 9);
  });

  it('gives no number for what lies outside the projection', () => {
    expect(toLonLat(parsed('EPSG:4547'))(38500000, 3400000)).toEqual([Number.NaN, Number.NaN]);
    expect(toLonLat(parsed('EPSG:4547'))(Number.POSITIVE_INFINITY, 0)).toEqual([Number.NaN, Number.NaN]);
  });
});
