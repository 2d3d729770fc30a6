-- The register was empty when the import began: its figures are made when it ends, also after a crash in between.
alter table enterprise_import add column first_filling boolean not null default false;
