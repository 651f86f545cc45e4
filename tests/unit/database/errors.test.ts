import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../../server/contract/problem.ts';
import { DatabaseError, isRetryable, OWN_CODES, problemOf, toDatabaseError } from '../../../server/database/errors.ts';

describe('problemOf', () => {
  const known: [string, string, string, number][] = [
    ['unique_violation', '23505', 'duplicate', 409],
    ['exclusion_violation', '23P01', 'duplicate', 409],
    ['foreign_key_violation', '23503', 'reference-missing', 409],
    ['check_violation', '23514', 'value-out-of-bounds', 422],
    ['not_null_violation', '23502', 'value-out-of-bounds', 422],
    ['string_data_right_truncation', '22001', 'value-out-of-bounds', 422],
    ['numeric_value_out_of_range', '22003', 'value-out-of-bounds', 422],
    ['serialization_failure', '40001', 'database-unavailable', 503],
    ['deadlock_detected', '40P01', 'database-unavailable', 503],
    ['lock_not_available', '55P03', 'database-unavailable', 503],
    ['query_canceled', '57014', 'database-unavailable', 503],
    ['admin_shutdown', '57P01', 'database-unavailable', 503],
    ['cannot_connect_now', '57P03', 'database-unavailable', 503],
    ['too_many_connections', '53300', 'database-unavailable', 503],
    ['connection_failure', '08006', 'database-unavailable', 503],
    ['read_only_sql_transaction', '25006', 'database-unavailable', 503],
    ['disk_full', '53100', 'storage-full', 507],
    ['a lost connection', 'connection-lost', 'database-unavailable', 503],
    ['a closed database', 'database-closed', 'database-unavailable', 503],
  ];
  it.each(known)('%s (%s) is %s, %i', (_name, code, problem, status) => {
    const answer = problemOf(new DatabaseError({ code, message: 'm' }));
    expect(answer).toMatchObject({ code: problem, status });
    expect(PROBLEMS[answer!.code]).toBe(status);
    if (status === 503) expect(answer!.params.retryAfterS).toBeGreaterThan(0);
  });

  it.each(
    ['42601', '42P01', '42501', 'XX000', '25P02', '22012', ...Object.keys(OWN_CODES)].filter(
      (code) => code !== 'connection-lost' && code !== 'database-closed',
    ),
  )('%s is a fault of ours', (code) => {
    expect(problemOf(new DatabaseError({ code, message: 'm' }))).toBeNull();
  });

  it('is null for what is no database error', () => {
    for (const other of [new Error('23505'), { code: '23505' }, undefined, null]) expect(problemOf(other)).toBeNull();
  });

  it('names constraint, table and column, and no value', () => {
    const detail = 'Key (code)=(110101) already exists.';
    const error = new DatabaseError({ code: '23505', message: 'm', constraint: 'area_current', table: 'area', detail });
    expect(problemOf(error)!.params).toEqual({ constraint: 'area_current', table: 'area' });
  });
});

describe('toDatabaseError', () => {
  const thrown: [string, unknown, string][] = [
    ['a server’s error', Object.assign(new Error('dup'), { code: '23505' }), '23505'],
    ['a refused connection', Object.assign(new Error(''), { code: 'ECONNREFUSED' }), 'connection-lost'],
    [
      'a broken pipe, whose code is five letters too',
      Object.assign(new Error('write'), { code: 'EPIPE' }),
      'connection-lost',
    ],
    ['a missing socket', Object.assign(new Error('connect'), { code: 'ENOENT' }), 'connection-lost'],
    ['a connection that ended', new Error('Connection terminated unexpectedly'), 'connection-lost'],
    ['a pool that was full too long', new Error('timeout exceeded when trying to connect'), 'connection-lost'],
    ['an error without a code', new Error('odd'), 'XX000'],
    ['a text', 'odd', 'XX000'],
  ];
  it.each(thrown)('reads %s', (_what, error, code) => {
    expect(toDatabaseError(error)).toMatchObject({ name: 'DatabaseError', code });
  });

  it('keeps where it came from, and what is one already', () => {
    const origin = Object.assign(new Error('dup'), {
      code: '23505',
      constraint: 'c',
      table: 't',
      detail: 'd',
      position: '7',
    });
    const error = toDatabaseError(origin);
    expect(error).toMatchObject({
      constraint: 'c',
      table: 't',
      detail: 'd',
      position: 7,
      cause: origin,
      message: 'dup',
    });
    expect(toDatabaseError(error)).toBe(error);
  });
});

it('only serialization failures and deadlocks are worth another try', () => {
  expect(
    ['40001', '40P01', '40002', '23505'].map((code) => isRetryable(new DatabaseError({ code, message: '' }))),
  ).toEqual([true, true, false, false]);
});
