package io.quorate.config;

/** The own database. */
final class BackendChecks {

    private BackendChecks() {}

    static void check(Configuration c, Checks checks) {
        switch (c.text("BackendDB")) {
            case "sqlite" -> {
                if (c.text("SQLite3DataFile").isEmpty()) {
                    checks.refuse(
                            "SQLite3DataFile",
                            "SQLite3DataFile is not set; BackendDB \"sqlite\" needs the name of a file, such as"
                                    + " \"/var/lib/quorate/quorate.db\"",
                            "BackendDB");
                }
            }
            case "mysql" -> {}
            default ->
                checks.refuse(
                        "BackendDB",
                        "BackendDB is \"" + c.text("BackendDB") + "\"; expected \"sqlite\" (a file, nothing to install)"
                                + " or \"mysql\"");
        }
    }
}
