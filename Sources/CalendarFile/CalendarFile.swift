// Calendars as people write them.
