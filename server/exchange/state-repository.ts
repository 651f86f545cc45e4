/** SQL that answers an import's questions, each as one JSON text that is passed on unread. */
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';
import type { Question } from './import-protocol.ts';

/** The rules of events are answered by their service. */
export type StateQuestion = Exclude<Question, { what: 'event-rules' }>;

const GRID_PAGE = 500;
const PLACE_PAGE = 5000;

/** `county` null: areas of every county; the other questions then have empty answers. */
export async function answerQuestion(db: Queryable, question: StateQuestion, county: string | null): Promise<string> {
  const [row] = await db.query<{ answer: string | null }>(statementOf(question, county));
  return row?.answer ?? '[]';
}

function statementOf(question: StateQuestion, county: string | null): Sql {
  switch (question.what) {
    case 'county':
      return countyState(county);
    case 'areas':
      return sql`
        select json_agg(json_build_object('code', code, 'level', level))::text as answer
        from area where valid_to is null and (${county}::text is null or county_code = ${county})`;
    case 'area-shapes':
      return sql`
        select json_agg(json_build_object('code', code, 'level', level, 'shape', encode(ST_AsBinary(boundary), 'hex')))::text as answer
        from area
        where valid_to is null and county_code = ${county} and boundary is not null and not (level = 'county' and exists (
          select from setting where area_code = area.code and key = 'boundary-from-grids'))`;
    case 'grids':
      return sql`
        select json_agg(json_build_object('id', id, 'code', code, 'name', name, 'kind', kind, 'parentCode', parent_code,
          'bandMin', band_min, 'bandMax', band_max, 'colour', colour, 'lattice', encode(ST_AsBinary(lattice), 'hex')))::text as answer
        from (
          select * from grid where county_code = ${county} and to_edition is null
            and (${question.after}::text is null or code collate "C" > ${question.after})
          order by code collate "C" limit ${GRID_PAGE}) page`;
    case 'used-codes':
      return sql`select json_agg(distinct code)::text as answer from grid where county_code = ${county}`;
    case 'posts':
      return sql`
        select json_agg(json_build_object('id', id, 'gridCode', grid_code, 'role', role, 'holder', holder, 'phone', phone)
          order by valid_from desc, id)::text as answer
        from post where county_code = ${county} and valid_to is null`;
    case 'grid-areas':
      return sql`
        select json_agg(json_build_object('code', g.code, 'area', coalesce(u.parent_code, g.parent_code)))::text as answer
        from grid g
        left join grid u on g.kind = 'micro' and u.county_code = g.county_code and u.code = g.parent_code and u.to_edition is null
        where g.county_code = ${county} and g.to_edition is null`;
    case 'logins':
      return sql`
        select json_agg(json_build_object('login', a.login, 'county', w.county_code, 'code', w.code, 'here', exists (
          select from account_grant g where g.account_id = a.id
            and (g.area_code is null or starts_with(g.area_code, ${county}) or starts_with(${county}, g.area_code)))))::text as answer
        from account a left join worker w on w.account_id = a.id
        where a.login = any(${question.logins}::text[]) and not a.disabled`;
    case 'places':
      return sql`
        select json_agg(json_build_object('id', id, 'x', round(ST_X(geom) * 1e7::float8), 'y', round(ST_Y(geom) * 1e7::float8),
          'gridOverride', grid_override, 'gridCode', grid_code) order by id)::text as answer
        from (
          select id, geom, grid_override, grid_code from place
          where county_code = ${county} and valid_to is null and id > ${question.after ?? 0}
          order by id limit ${PLACE_PAGE}) page`;
    case 'known-places':
      return sql`
        select json_agg(code)::text as answer from place
        where county_code = ${county} and valid_to is null and code = any(${question.codes}::text[])`;
  }
}

function countyState(county: string | null): Sql {
  return sql`
    select json_build_object(
      'county', (select json_build_object('code', code, 'name', name, 'hasBoundary', boundary is not null)
                 from area where code = ${county} and valid_to is null),
      'boundaryFromGrids', exists (select from setting where area_code = ${county} and key = 'boundary-from-grids'),
      'revision', coalesce((select revision from county_revision where county_code = ${county}), 0),
      'edition', (select json_build_object('id', id, 'number', number, 'scheme', scheme)
                  from edition where county_code = ${county} order by number desc limit 1),
      'schemes', (select json_agg(json_build_object('id', id, 'segments', segments, 'microWidth', micro_width,
                    'dedicatedFrom', dedicated_from) order by id) from code_scheme),
      'centre', (select json_build_array((ST_XMin(boundary) + ST_XMax(boundary)) / 2, (ST_YMin(boundary) + ST_YMax(boundary)) / 2)
                 from area where code = ${county} and valid_to is null and boundary is not null)
    )::text as answer`;
}
