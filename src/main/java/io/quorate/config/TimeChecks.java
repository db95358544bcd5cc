package io.quorate.config;

/** Lengths of time that must fit each other. */
final class TimeChecks {

    private TimeChecks() {}

    static void check(Configuration c, Checks checks) {
        if (c.duration("ProbeTimeoutSeconds").compareTo(c.duration("MySQLConnectTimeoutSeconds")) <= 0) {
            checks.refuse(
                    "ProbeTimeoutSeconds",
                    "ProbeTimeoutSeconds is " + c.integer("ProbeTimeoutSeconds")
                            + ", which connecting alone may take (MySQLConnectTimeoutSeconds is "
                            + c.integer("MySQLConnectTimeoutSeconds") + "); expected more, or 0 for a fitting value",
                    "MySQLConnectTimeoutSeconds");
        }
        if (c.integer("DeadInstancePollSecondsMax") < c.integer("InstancePollSeconds")) {
            checks.refuse(
                    "DeadInstancePollSecondsMax",
                    "DeadInstancePollSecondsMax is " + c.integer("DeadInstancePollSecondsMax")
                            + ", less than InstancePollSeconds, " + c.integer("InstancePollSeconds")
                            + "; expected at least as much",
                    "InstancePollSeconds");
        }
    }
}
