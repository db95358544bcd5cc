package io.quorate.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Gives a server the shared libraries that the system lacks, chiefly {@code libaio.so.1}, which a fresh Debian does not
 * have. They come from the distribution's own packages, unpacked into the cache: nothing is installed, no root needed.
 */
final class SharedLibraries {

    private static final Duration DOWNLOAD_AT_MOST = Duration.ofSeconds(90);
    private static final Pattern NOT_FOUND = Pattern.compile("(?m)^\\s*(\\S+) => not found$");

    /** Packages by library; where two are named, the first is that of Debian 13 and Ubuntu 24.04 and later. */
    private static final Map<String, List<String>> PACKAGES = Map.of(
            "libaio.so.1", List.of("libaio1t64", "libaio1"),
            "libnuma.so.1", List.of("libnuma1"),
            "libcrypt.so.1", List.of("libcrypt1"),
            "libncurses.so.5", List.of("libncurses5"),
            "libtinfo.so.5", List.of("libtinfo5"),
            "libsystemd.so.0", List.of("libsystemd0"));

    private final Path folder;
    private final Consumer<String> messages;

    SharedLibraries(Path cache, Consumer<String> messages) {
        this.folder = cache.resolve("lib");
        this.messages = messages;
    }

    /** The same installation, with a library folder if it needs one; refuses when a library cannot be had. */
    Installation complete(Installation installation) {
        List<String> missing = missing(installation);
        if (missing.isEmpty() || !installation.loader().isEmpty()) {
            return installation;
        }
        for (String library : missing) {
            provide(installation.distribution(), library);
        }
        return installation.withLibraries(folder);
    }

    private static List<String> missing(Installation installation) {
        Shell.Result ldd = Shell.run(
                Duration.ofSeconds(20),
                installation.baseFolder(),
                List.of("ldd", installation.server().toString()));
        return NOT_FOUND.matcher(ldd.output()).results().map(m -> m.group(1)).toList();
    }

    private void provide(ServerDistribution distribution, String library) {
        Path file = folder.resolve(library);
        try {
            FolderLock.holding(folder, () -> {
                messages.accept(library + " is not on this system: "
                        + (Files.exists(file) ? "using the one in " + folder : unpack(distribution, library, file)));
            });
        } catch (IOException e) {
            throw new DistributionUnavailable(distribution, library + " is missing, and " + e.getMessage());
        }
    }

    private String unpack(ServerDistribution distribution, String library, Path file) throws IOException {
        Files.createDirectories(folder);
        Path scratch = Files.createTempDirectory(folder, "unpack");
        try {
            for (String name : PACKAGES.getOrDefault(library, List.of())) {
                Optional<Path> found = download(name, scratch).flatMap(p -> find(p, scratch, library));
                if (found.isPresent()) {
                    Files.move(found.get().toRealPath(), file);
                    return "unpacked package " + name + " into " + folder;
                }
            }
        } finally {
            FileTree.delete(scratch);
        }
        throw new DistributionUnavailable(
                distribution,
                "it needs " + library + ", which this system lacks and apt-get could not download; install package "
                        + String.join(" or ", PACKAGES.getOrDefault(library, List.of("of that library"))));
    }

    /** With the system's package lists; where there are none (a container image), with lists of our own. */
    private static Optional<Path> download(String name, Path scratch) {
        List<String> get = List.of("apt-get", "download", name);
        if (Shell.run(DOWNLOAD_AT_MOST, scratch, get).isSuccess()) {
            return packageFile(scratch);
        }
        List<String> own = List.of(
                "-o", "Dir::State::lists=" + scratch, "-o", "Dir::Cache=" + scratch, "-o", "APT::Sandbox::User=");
        if (Shell.run(DOWNLOAD_AT_MOST, scratch, with(own, "update")).isSuccess()
                && Shell.run(DOWNLOAD_AT_MOST, scratch, with(own, "download", name))
                        .isSuccess()) {
            return packageFile(scratch);
        }
        return Optional.empty();
    }

    private static List<String> with(List<String> options, String... arguments) {
        return Stream.of(Stream.of("apt-get"), options.stream(), Stream.of(arguments))
                .flatMap(s -> s)
                .toList();
    }

    private static Optional<Path> packageFile(Path scratch) {
        try (Stream<Path> files = Files.list(scratch)) {
            return files.filter(f -> f.toString().endsWith(".deb")).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The library in the package, also under the name of the 64-bit time transition (libaio.so.1t64). */
    private static Optional<Path> find(Path packageFile, Path scratch, String library) {
        Path tree = scratch.resolve("tree");
        List<String> unpack = List.of("dpkg-deb", "-x", packageFile.toString(), tree.toString());
        if (!Shell.run(Duration.ofSeconds(30), scratch, unpack).isSuccess()) {
            return Optional.empty();
        }
        Pattern names = Pattern.compile(Pattern.quote(library) + "(t64)?");
        try (Stream<Path> files = Files.walk(tree)) {
            return files.filter(f -> matches(names, f)).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean matches(Pattern names, Path file) {
        Matcher matcher = names.matcher(String.valueOf(file.getFileName()));
        return matcher.matches();
    }
}
