create table webhook (
  city text not null,
  id uuid not null,
  url text not null check (length(url) <= 1000),
  event_types text[] not null check (cardinality(event_types) > 0),
  description text not null,
  active boolean not null,
  secret text not null,
  created_at timestamptz not null,
  created_by text not null,
  primary key (city, id)
);
comment on table webhook is
  'Who outside hears of which events of a city. The secret that signs is encrypted; its owner sees it once, when it is made.';

create table webhook_event (
  city text not null,
  id uuid not null,
  type text not null,
  subject text not null,
  data jsonb not null,
  at timestamptz not null,
  primary key (city, id)
);
comment on table webhook_event is
  'Outbox: an event is written in the transaction that makes it true, and only when somebody has subscribed to it.';

create table webhook_delivery (
  city text not null,
  id uuid not null,
  webhook_id uuid not null,
  event_id uuid not null,
  state text not null check (state in ('waiting', 'delivered', 'failed')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  delivered_at timestamptz,
  primary key (city, id),
  foreign key (city, webhook_id) references webhook (city, id) on delete cascade,
  foreign key (city, event_id) references webhook_event (city, id) on delete cascade
);
comment on table webhook_delivery is
  'One event for one subscription: sent by a job until it is accepted or has been refused often enough.';
create index webhook_delivery_of_webhook on webhook_delivery (city, webhook_id, id desc);
create index webhook_delivery_of_event on webhook_delivery (city, event_id);
create index webhook_delivery_due on webhook_delivery (city, due_at) where state = 'waiting';

create table webhook_attempt (
  city text not null,
  id uuid not null,
  delivery_id uuid not null,
  at timestamptz not null,
  milliseconds integer not null,
  status integer,
  failure text check (failure in ('refused', 'redirect', 'time-limit', 'address', 'connection', 'secret')),
  answer text not null,
  primary key (city, id),
  foreign key (city, delivery_id) references webhook_delivery (city, id) on delete cascade
);
comment on table webhook_attempt is
  'Every try of a delivery: when, how long, what the receiver answered (shortened), or why there is no answer. Without a failure it was accepted.';
create index webhook_attempt_of_delivery on webhook_attempt (city, delivery_id, id desc);
