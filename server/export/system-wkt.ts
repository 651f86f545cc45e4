/** The reference systems as WKT 1: as ESRI has it for .prj files, as OGC has it for GeoPackage. Data only. */
const CGCS = 'SPHEROID["CGCS2000",6378137.0,298.257222101]';
const WGS = '6378137.0,298.257223563]';
const PRIME = 'PRIMEM["Greenwich",0.0]';
const DEGREE = 'UNIT["Degree",0.0174532925199433]';
const degree = 'UNIT["degree",0.0174532925199433]';

const ESRI_WGS84 = `GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",${WGS}],${PRIME},${DEGREE}]`;
const ESRI_CGCS2000 = `GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",${CGCS}],${PRIME},${DEGREE}]`;
const OGC_WGS84 = `GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",${WGS}],${PRIME},${degree},AUTHORITY["EPSG","4326"]]`;
const OGC_CGCS2000 = `GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",${CGCS}],${PRIME},${degree},AUTHORITY["EPSG","4490"]]`;

interface SystemText {
  readonly name: string;
  readonly esri: string;
  readonly ogc: string;
}

function gaussKrueger(epsg: number, meridian: number): SystemText {
  const name = `CGCS2000 / 3-degree Gauss-Kruger CM ${meridian}E`;
  const esriParameters = `PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0]`;
  const parameters = `PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",${meridian}],PARAMETER["scale_factor",1],PARAMETER["false_easting",500000],PARAMETER["false_northing",0]`;
  return {
    name,
    esri: `PROJCS["CGCS2000_3_Degree_GK_CM_${meridian}E",${ESRI_CGCS2000},PROJECTION["Gauss_Kruger"],${esriParameters},UNIT["Meter",1.0]]`,
    ogc: `PROJCS["${name}",${OGC_CGCS2000},PROJECTION["Transverse_Mercator"],${parameters},UNIT["metre",1],AUTHORITY["EPSG","${epsg}"]]`,
  };
}

const MERCATOR: SystemText = {
  name: 'WGS 84 / Pseudo-Mercator',
  esri: `PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",${ESRI_WGS84},PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]`,
  ogc: `PROJCS["WGS 84 / Pseudo-Mercator",${OGC_WGS84},PROJECTION["Mercator_1SP"],PARAMETER["central_meridian",0],PARAMETER["scale_factor",1],PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1],EXTENSION["PROJ4","+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +wktext +no_defs"],AUTHORITY["EPSG","3857"]]`,
};

export const SYSTEM_TEXTS: Readonly<Record<number, SystemText>> = {
  4326: { name: 'WGS 84', esri: ESRI_WGS84, ogc: OGC_WGS84 },
  4490: { name: 'China Geodetic Coordinate System 2000', esri: ESRI_CGCS2000, ogc: OGC_CGCS2000 },
  3857: MERCATOR,
  4547: gaussKrueger(4547, 114),
  4548: gaussKrueger(4548, 117),
  4549: gaussKrueger(4549, 120),
};
