package io.quorate.journal;

import org.jspecify.annotations.Nullable;

/**
 * The journal's database could not do what was asked; the message names the database, what was tried and what to do.
 *
 * <p>Of a write it means: the outcome is unknown, or nothing was written. Akka Persistence then stops the persistent
 * actor, which learns from the database what is there when it starts again.
 */
public sealed class JournalException extends RuntimeException
        permits JournalDamagedException, JournalInUseException, SequenceRefusedException {

    JournalException(String message) {
        super(message);
    }

    JournalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
