/** /api/duty: signing in and out, who is on duty, attendance, exceptions, settings. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { assertWorksIn } from '../access/caller.ts';
import { RowParams } from '../contract/coverage.ts';
import {
  AttendanceAnswer,
  AttendanceQuery,
  DutyException,
  DutyExceptionList,
  DutyExceptionQuery,
  DutyMe,
  DutySettings,
  DutySettingsParams,
  NewDutyException,
  NoticeSeen,
  OnDuty,
  Shift,
  ShiftEnd,
  ShiftParams,
  ShiftQuery,
  SignBody,
} from '../contract/duty.ts';
import { problemResponses } from '../contract/problem.ts';
import { Instant } from '../contract/time.ts';
import { assertMatch } from '../http/if-match.ts';
import type { AttendanceService } from './attendance-service.ts';
import type { MeService } from './me-service.ts';
import {
  ATTENDANCE_READERS,
  DUTY_OFFICE,
  ON_DUTY_READERS,
  SETTINGS_READERS,
  SETTINGS_WRITERS,
  SIGNING,
} from './roles.ts';
import { type DutySettingsService, dutyTag } from './settings-service.ts';
import type { ShiftService } from './shift-service.ts';

export interface DutyRouteDeps {
  shifts: ShiftService;
  attendance: AttendanceService;
  me: MeService;
  settings: DutySettingsService;
}

const tags = ['duty'];

export async function dutyRoutes(instance: FastifyInstance, deps: DutyRouteDeps): Promise<void> {
  signingRoutes(instance, deps);
  officeRoutes(instance, deps);
}

function signingRoutes(instance: FastifyInstance, { shifts, me }: DutyRouteDeps): void {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const config = { access: SIGNING };
  app.post(
    '/api/duty/sign-in',
    {
      config,
      schema: {
        tags,
        summary: 'Begin a shift; 200: it was said before',
        body: SignBody,
        response: { 200: Shift, 201: Shift, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { shift, repeated } = await shifts.signIn(request.caller, request.body);
      return reply.code(repeated ? 200 : 201).send(shift);
    },
  );
  app.post(
    '/api/duty/sign-out',
    {
      config,
      schema: { tags, summary: 'End a shift', body: SignBody, response: { 200: Shift, ...problemResponses } },
    },
    async (request) => (await shifts.signOut(request.caller, request.body)).shift,
  );
  app.get(
    '/api/duty/me',
    {
      config,
      schema: {
        tags,
        summary: 'The worker who is signed in: posts, what is due, what was done today',
        response: { 200: DutyMe, ...problemResponses },
      },
    },
    (request) => me.of(request.caller),
  );
  app.post(
    '/api/duty/notice',
    {
      config,
      schema: {
        tags,
        summary: 'Acknowledge the notice about positions',
        body: NoticeSeen,
        response: { 200: Type.Object({ version: Type.Integer(), seen: Instant }), ...problemResponses },
      },
    },
    (request) => me.seeNotice(request.caller, request.body.version),
  );
}

function officeRoutes(instance: FastifyInstance, { shifts, attendance, settings }: DutyRouteDeps): void {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    '/api/duty/shifts',
    {
      config: { access: ON_DUTY_READERS },
      schema: {
        tags,
        summary: 'Who of an area is on duty now',
        querystring: ShiftQuery,
        response: { 200: OnDuty, ...problemResponses },
      },
    },
    (request) => shifts.onDuty(request.caller, request.query.area),
  );
  app.post(
    '/api/duty/shifts/:id/end',
    {
      config: { access: DUTY_OFFICE },
      schema: {
        tags,
        summary: 'End a shift that was forgotten, with a reason',
        params: ShiftParams,
        body: ShiftEnd,
        response: { 200: Shift, ...problemResponses },
      },
    },
    (request) => shifts.end(request.caller, request.params.id, request.body.reason),
  );
  app.get(
    '/api/duty/attendance',
    {
      config: { access: ATTENDANCE_READERS },
      schema: {
        tags,
        summary: 'Every sign-in that was due, and what became of it',
        querystring: AttendanceQuery,
        response: { 200: AttendanceAnswer, ...problemResponses },
      },
    },
    (request) => {
      const { area, from, to } = request.query;
      return attendance.of(request.caller, area, from, to);
    },
  );
  app.get(
    '/api/duty/exceptions',
    {
      config: { access: ATTENDANCE_READERS },
      schema: {
        tags,
        summary: 'Who is excused from signing in, and why',
        querystring: DutyExceptionQuery,
        response: { 200: DutyExceptionList, ...problemResponses },
      },
    },
    async (request) => {
      const { area, from, to } = request.query;
      return { exceptions: await attendance.exceptions(request.caller, area, from, to) };
    },
  );
  app.post(
    '/api/duty/exceptions',
    {
      config: { access: DUTY_OFFICE },
      schema: {
        tags,
        summary: 'Excuse a worker from signing in on some days',
        body: NewDutyException,
        response: { 201: DutyException, ...problemResponses },
      },
    },
    async (request, reply) => reply.code(201).send(await attendance.excuse(request.caller, request.body)),
  );
  app.post(
    '/api/duty/exceptions/:id/withdraw',
    {
      config: { access: DUTY_OFFICE },
      schema: {
        tags,
        summary: 'Withdraw an exception',
        params: RowParams,
        response: { 200: DutyException, ...problemResponses },
      },
    },
    (request) => attendance.withdraw(request.caller, request.params.id),
  );
  app.get(
    '/api/duty/settings/:county',
    {
      config: { access: SETTINGS_READERS },
      schema: {
        tags,
        summary: 'What a county asks of its workers; its entity tag is needed to change it',
        params: DutySettingsParams,
        response: { 200: DutySettings, ...problemResponses },
      },
    },
    async (request, reply) => {
      assertWorksIn(request.caller, SETTINGS_READERS, request.params.county);
      const duty = await settings.of(request.params.county);
      reply.header('etag', dutyTag(duty));
      return duty;
    },
  );
  app.put(
    '/api/duty/settings/:county',
    {
      config: { access: SETTINGS_WRITERS },
      schema: {
        tags,
        summary: 'Set what a county asks of its workers; days before stay judged by what held then. Needs If-Match',
        params: DutySettingsParams,
        body: DutySettings,
        response: { 200: DutySettings, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { county } = request.params;
      const duty = await settings.put(request.caller, county, request.body, (tag) => assertMatch(request, tag));
      reply.header('etag', dutyTag(duty));
      return duty;
    },
  );
}
