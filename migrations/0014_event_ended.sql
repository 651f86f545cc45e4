-- What ended today, found without looking at all of them: a process that starts shows it before it has loaded the rest.
create index event_ended on event (ended_at) where ended_at is not null;
