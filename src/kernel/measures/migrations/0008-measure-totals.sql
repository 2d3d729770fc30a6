create table measure_folded (
  city text not null,
  measure text not null,
  changes bigint not null,
  primary key (city, measure)
);
comment on table measure_folded is
  'How many rows of each measure have left the ledger. Together with the rows still in it this number goes up with every change and stays with folding: who keeps it knows later whether a figure may have changed.';
