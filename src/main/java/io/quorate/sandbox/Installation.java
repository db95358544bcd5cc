package io.quorate.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server that can be run: unpacked, complete with its libraries.
 *
 * @param distribution which one it is
 * @param version as in version comments of MySQL: 80031 for 8.0.31, 101119 for 10.11.19
 * @param baseFolder what {@code --basedir} wants
 * @param server the server's executable
 * @param loader arguments to put before the executable, such as its own dynamic loader; often empty
 * @param libraries folder for {@code LD_LIBRARY_PATH}, if the system lacks some
 * @param share folder with the error messages and, for MariaDB, the scripts of the system tables
 */
record Installation(
        ServerDistribution distribution,
        int version,
        Path baseFolder,
        Path server,
        List<String> loader,
        Optional<Path> libraries,
        Path share) {

    Installation {
        loader = List.copyOf(loader);
    }

    boolean isMariaDb() {
        return distribution.isMariaDb();
    }

    boolean isOracle() {
        return !distribution.isMariaDb();
    }

    /** The program with its loader, before the first option. */
    List<String> program() {
        List<String> program = new ArrayList<>(loader);
        program.add(server.toString());
        return program;
    }

    Installation withLibraries(Path folder) {
        return new Installation(distribution, version, baseFolder, server, loader, Optional.of(folder), share);
    }
}
