/* sqlite3_config takes a variable number of arguments, so Swift can't call it. The library itself comes with GRDB. */
extern int sqlite3_config(int, ...);

/* SQLITE_CONFIG_MEMSTATUS: whether SQLite counts the memory that it uses, with a lock around each allocation. */
static inline int ratchet_sqlite_count_memory(int isOn) { return sqlite3_config(9, isOn); }
