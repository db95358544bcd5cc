package io.quorate.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much the log tells, changed while the process runs. Its configuration file is read when the first class with a
 * logger is loaded, which is before any command runs: a system property comes too late then.
 */
final class LogLevel {

    private static final String WANTED = "QUORATE_LOG_LEVEL";

    private LogLevel() {}

    static void set(Level level) {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(level);
        }
    }

    /** The same for a command that tells by itself what matters; whoever wants more says so in QUORATE_LOG_LEVEL. */
    static void setUnlessWanted(Level level) {
        if (System.getenv(WANTED) == null && System.getProperty(WANTED) == null) {
            set(level);
        }
    }
}
