package io.quorate.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A server of a Debian package: unpacked by {@code bin/fetch-servers} with all its libraries and its own dynamic loader,
 * or installed on the system.
 */
final class FetchedServer {

    private static final Path SYSTEM_MARIADB = Path.of("/usr/sbin/mariadbd");

    private FetchedServer() {}

    static Installation find(ServerDistribution distribution, Path base) {
        Path server = base.resolve(distribution.isMariaDb() ? "usr/sbin/mariadbd" : "usr/sbin/mysqld");
        if (Files.isExecutable(server)) {
            return fetched(distribution, base, server);
        }
        if (distribution == ServerDistribution.MARIADB_10_11 && Files.isExecutable(SYSTEM_MARIADB)) {
            return new Installation(
                    distribution, 0, Path.of("/usr"), SYSTEM_MARIADB, List.of(), Optional.empty(), share(Path.of("/")));
        }
        throw new DistributionUnavailable(
                distribution, "neither " + server + " nor an installed one; `bin/fetch-servers` fetches it");
    }

    /** The script leaves a link to the loader in the folder. */
    private static Installation fetched(ServerDistribution distribution, Path base, Path server) {
        Path loader = base.resolve("loader");
        String libraries = base.resolve("usr/lib/x86_64-linux-gnu") + ":" + base.resolve("lib/x86_64-linux-gnu");
        return new Installation(
                distribution,
                0,
                base.resolve("usr"),
                server,
                List.of(loader.toString(), "--library-path", libraries),
                Optional.empty(),
                share(base));
    }

    private static Path share(Path root) {
        Path mariaDb = root.resolve("usr/share/mariadb");
        return Files.isDirectory(mariaDb) ? mariaDb : root.resolve("usr/share/mysql");
    }
}
