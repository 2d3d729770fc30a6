create table notification (
  city text not null,
  id uuid not null,
  account_id uuid,
  permission text,
  unit_id uuid,
  region text,
  message_zh text not null,
  message_en text not null,
  link text not null,
  created_at timestamptz not null,
  primary key (city, id),
  check ((account_id is null) <> (permission is null))
);
comment on table notification is
  'What people are told: to one account, or to whoever holds a permission that reaches the unit and region given. Who holds it is decided when it is read, so a colleague who takes over finds it too.';
create index notification_account on notification (city, account_id, id desc) where account_id is not null;
create index notification_permission on notification (city, permission, id desc) where permission is not null;

create table notification_read (
  city text not null,
  notification_id uuid not null,
  account_id uuid not null,
  read_at timestamptz not null,
  primary key (city, account_id, notification_id),
  foreign key (city, notification_id) references notification (city, id)
);
comment on table notification_read is 'Who has read which notification.';

create table notification_delivery (
  city text not null,
  id uuid not null,
  notification_id uuid not null,
  channel text not null check (channel in ('email', 'webhook')),
  address text,
  locale text not null default 'zh' check (locale in ('zh', 'en')),
  state text not null check (state in ('waiting', 'delivered', 'expanded', 'failed')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  last_error text,
  delivered_at timestamptz,
  primary key (city, id),
  foreign key (city, notification_id) references notification (city, id)
);
comment on table notification_delivery is
  'Outbox to the world outside: written with the notification, sent by a job until it succeeds or has failed often enough. An e-mail delivery without an address is expanded into one row a recipient.';
create index notification_delivery_due on notification_delivery (city, due_at) where state = 'waiting';
