package io.quorate.config;

/** The own database, and the certificates shown to databases. */
final class DatabaseChecks {

    private DatabaseChecks() {}

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
        for (String prefix : new String[] {"MySQLTopology", "MySQLOrchestrator"}) {
            String key = prefix + "SSLPrivateKeyFile";
            String certificate = prefix + "SSLCertFile";
            if (c.text(key).isEmpty() != c.text(certificate).isEmpty()) {
                checks.refuse(
                        c.text(key).isEmpty() ? key : certificate,
                        "of " + key + " and " + certificate + " only one is set; a client certificate needs both",
                        key,
                        certificate);
            }
        }
    }
}
