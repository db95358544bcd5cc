package io.quorate.model;

/**
 * The last error of a replication thread.
 *
 * @param number server error number; 0 means no error
 * @param message the server's text, empty when there is no error
 */
public record ReplicationError(int number, String message) {

    public static final ReplicationError NONE = new ReplicationError(0, "");

    public boolean isPresent() {
        return number != 0 || !message.isEmpty();
    }

    /**
     * Whether an I/O thread's error says that it could not reach its source: by number (2002 and 2003 refused, 2005
     * unknown host, 2006 and 2013 lost, 1158 to 1161 network read and write), since texts differ between versions.
     */
    public boolean isLostConnection() {
        return switch (number) {
            case 2002, 2003, 2005, 2006, 2013, 2026, 2055, 1158, 1159, 1160, 1161 -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return isPresent() ? number + ": " + message : "none";
    }
}
