-- Packing floating point numbers costs more time than it saves room, and they are changed often.
alter table measure_block alter column units set storage external;
