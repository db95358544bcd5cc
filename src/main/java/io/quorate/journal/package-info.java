/**
 * An Akka Persistence plugin over plain JDBC: a journal and a snapshot store in one database, which is an SQLite file
 * or a MySQL-compatible schema. What it acknowledged is on disk; what it cannot vouch for it refuses to hand out.
 *
 * <p>It knows nothing of what the events mean: no other package of this project is imported here. It never repairs,
 * skips or retries: a damaged row, a gap, a lost connection during a commit end in an error that names the place.
 *
 * <p>Read {@link io.quorate.journal.JdbcJournal} first, then {@code JournalStore} (what a database must give) and
 * {@code Appender} (one transaction for all that waits).
 */
@NullMarked
package io.quorate.journal;

import org.jspecify.annotations.NullMarked;
