-- Lists of the law: abnormal operations and serious dishonesty; how enterprises come off them again.

create table supervision_list_ground (
  code text primary key check (code ~ '^[a-z]+(-[a-z]+)*$'),
  list text not null check (list in ('abnormal', 'serious')),
  title_zh text not null,
  title_en text not null,
  -- What ends it, in words for the enterprise
  cure_zh text not null,
  cure_en text not null,
  source text not null,
  clause text,
  confidence text not null check (confidence in ('confirmed', 'recalled', 'to be confirmed')),
  effective_from date not null,
  effective_to date,
  position integer not null
);
comment on table supervision_list_ground is 'Grounds on which an enterprise comes onto a list, as the law names them, with the source; the same for all cities.';

create table supervision_list_entry (
  city text not null,
  id uuid not null,
  enterprise_id uuid not null,
  region text not null,
  industry text not null,
  list text not null check (list in ('abnormal', 'serious')),
  ground text not null,
  facts text not null check (facts <> ''),
  authority text not null check (authority <> ''),
  decision_number text not null check (decision_number <> ''),
  entered_on date not null,
  -- First day on which the public sees it, and first day on which it no longer does; null while nothing ends it by itself
  published_from date not null,
  publication_ends_on date,
  -- First day on which early repair may be applied for
  repair_from date not null,
  case_id uuid,
  removed_on date,
  removal text check (removal in ('corrected', 'repaired', 'term-ended', 'revoked')),
  removal_decision_number text,
  removal_case_id uuid,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (city, id),
  foreign key (ground) references supervision_list_ground (code),
  check ((removed_on is null) = (removal is null)),
  check (removed_on >= entered_on),
  check (publication_ends_on is null or publication_ends_on > published_from)
);
comment on table supervision_list_entry is 'Entries on the lists: who, on what ground, by which decision, and how it ended. An enterprise is once at a time on a list for one ground.';
create unique index supervision_list_entry_open on supervision_list_entry (city, enterprise_id, list, ground) where removed_on is null;
create index supervision_list_entry_enterprise on supervision_list_entry (city, enterprise_id, entered_on);
create index supervision_list_entry_list on supervision_list_entry (city, list, entered_on, id);
create index supervision_list_entry_ending on supervision_list_entry (city, publication_ends_on) where removed_on is null;

create table supervision_list_matter (
  city text not null,
  -- The case
  id uuid not null,
  kind text not null check (kind in ('abnormal-entry', 'serious-entry', 'correction', 'repair', 'objection')),
  enterprise_id uuid not null,
  -- Of the other kinds than entries: the entry it is about
  entry_id uuid,
  -- What was filled in and decided so far; its shape is in the contract
  content jsonb not null,
  opened_at timestamptz not null,
  opened_by text not null,
  state text not null,
  done boolean not null,
  primary key (city, id),
  foreign key (city, entry_id) references supervision_list_entry (city, id)
);
comment on table supervision_list_matter is 'What a case about a list is about: the enterprise, the entry, the papers; one row a case.';
create index supervision_list_matter_enterprise on supervision_list_matter (city, enterprise_id, id);
create index supervision_list_matter_entry on supervision_list_matter (city, entry_id) where entry_id is not null;
create index supervision_list_matter_open on supervision_list_matter (city, kind, id) where not done;

create table supervision_enterprise_account (
  city text not null,
  account_id uuid not null,
  enterprise_id uuid not null,
  since timestamptz not null,
  confirmed_by text not null,
  primary key (city, account_id, enterprise_id)
);
comment on table supervision_enterprise_account is 'Which accounts of enterprise users act for which enterprise, as an officer has confirmed.';
create index supervision_enterprise_account_enterprise on supervision_enterprise_account (city, enterprise_id);

create view supervision_list_entry_current as
  select city, enterprise_id, list, entered_on, case_id from supervision_list_entry where removed_on is null;
comment on view supervision_list_entry_current is 'Published: enterprises that are on a list now.';

create view supervision_factor_list_entry as
  select city, enterprise_id, 'list.' || list as factor, 1::numeric as value, entered_on as at, id::text as record_id, decision_number as record_label
  from supervision_list_entry where removed_on is null
  union all
  select city, enterprise_id, 'list-past.' || list, 1::numeric, removed_on, id::text, decision_number
  from supervision_list_entry where removed_on is not null and removal <> 'revoked';
comment on view supervision_factor_list_entry is 'Factor source: entries on the lists, present ones and those that ended.';

create view list_entry_fact as
  select city, id as record_id, region, entered_on as at, list, ground, 1::numeric as entries, 0::numeric as removals, 1::numeric as listed
  from supervision_list_entry
  union all
  select city, id, region, removed_on, list, ground, 0, 1, -1
  from supervision_list_entry where removed_on is not null;
comment on view list_entry_fact is 'Facts: entries onto the lists and removals from them.';

insert into supervision_list_ground (code, list, title_zh, title_en, cure_zh, cure_en, source, clause, confidence, effective_from, position) values
  ('annual-report', 'abnormal', '未按照规定期限公示年度报告', 'Annual report not published in time', '补报未报年份的年度报告并公示', 'Publish the missing annual reports', '企业信息公示暂行条例；企业经营异常名录管理暂行办法（2014）', '第四条第（一）项', 'recalled', '2014-10-01', 1),
  ('ordered-information', 'abnormal', '未在责令期限内公示有关企业信息', 'Information not published within the time ordered', '履行公示义务', 'Publish the information', '企业经营异常名录管理暂行办法（2014）', '第四条第（二）项', 'recalled', '2014-10-01', 2),
  ('false-information', 'abnormal', '公示企业信息隐瞒真实情况、弄虚作假', 'Published information conceals facts or is false', '更正其公示的信息', 'Correct the published information', '企业经营异常名录管理暂行办法（2014）', '第四条第（三）项', 'recalled', '2014-10-01', 3),
  ('unreachable-address', 'abnormal', '通过登记的住所（经营场所）无法联系', 'Cannot be reached at its registered address', '依法办理住所变更登记，或证明通过登记的住所可以重新取得联系', 'Register the new address, or show that it can be reached at the registered one', '企业经营异常名录管理暂行办法（2014）', '第四条第（四）项', 'recalled', '2014-10-01', 4),
  ('food-drug-safety', 'serious', '食品、药品、医疗器械、化妆品领域违法，受到较重行政处罚且情节严重', 'Serious breach over food, drugs, devices or cosmetics with a heavier penalty', '履行行政处罚决定规定的义务，消除危害后果和不良影响', 'Fulfil the penalty decision, remove harm', '市场监督管理严重违法失信名单管理办法（总局令44号）', '第五条', 'recalled', '2021-09-01', 11),
  ('quality-safety', 'serious', '质量安全领域违法，受到较重行政处罚且情节严重', 'Serious breach of quality safety with a heavier penalty', '履行行政处罚决定规定的义务，消除危害后果和不良影响', 'Fulfil the penalty decision, remove harm', '市场监督管理严重违法失信名单管理办法（总局令44号）', '第六条', 'recalled', '2021-09-01', 12),
  ('consumer-rights', 'serious', '侵害消费者权益，受到较重行政处罚且情节严重', 'Serious infringement of consumers’ rights with a heavier penalty', '履行行政处罚决定规定的义务，消除危害后果和不良影响', 'Fulfil the penalty decision, remove harm', '市场监督管理严重违法失信名单管理办法（总局令44号）', '第七条', 'recalled', '2021-09-01', 13),
  ('fair-competition', 'serious', '破坏公平竞争秩序和扰乱市场秩序，受到较重行政处罚且情节严重', 'Serious harm to fair competition or market order with a heavier penalty', '履行行政处罚决定规定的义务，消除危害后果和不良影响', 'Fulfil the penalty decision, remove harm', '市场监督管理严重违法失信名单管理办法（总局令44号）', '第八条、第九条', 'recalled', '2021-09-01', 14),
  ('refusal-to-comply', 'serious', '有履行能力但拒不履行、逃避执行', 'Able to comply but refuses or evades enforcement', '履行行政决定规定的义务', 'Comply with the decision', '市场监督管理严重违法失信名单管理办法（总局令44号）', '第十条', 'recalled', '2021-09-01', 15),
  ('abnormal-three-years', 'serious', '被列入经营异常名录届满三年仍未履行相关义务', 'Three years on the list of abnormal operations without fulfilling its duties', '履行相关公示义务', 'Fulfil the duties of publication', '企业信息公示暂行条例', '第十七条', 'to be confirmed', '2014-10-01', 16);
