package io.quorate.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A Maven artifact with a server in it. There are two kinds: those with a tar file for each platform, and those with the
 * server's folder as it is (and without execute permissions, as jar files have none).
 */
final class ServerArchive {

    private static final String LINUX_TAR = "mysql-Linux-amd64.tar.gz";

    /** Of the folder kind only what a server needs: clients, other languages and static libraries stay behind. */
    private static final Pattern WANTED =
            Pattern.compile(".*/linux/(bin/mariadbd|share/(?:english|charsets)/.+|share/mariadb_[a-z_]+\\.sql)");

    private ServerArchive() {}

    /** Unpacks into the scratch folder and returns the server's base folder within it. */
    static Path unpack(Path archive, Path scratch) throws IOException {
        Path base = Files.createDirectory(scratch.resolve("server"));
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            ZipEntry tar = zip.getEntry(LINUX_TAR);
            if (tar != null) {
                unpackTar(zip, tar, scratch.resolve("server.tar.gz"), base);
            } else {
                unpackFolder(zip, base);
            }
        }
        return base;
    }

    private static void unpackTar(ZipFile zip, ZipEntry entry, Path tar, Path base) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, tar);
        }
        Shell.Result result =
                Shell.run(Duration.ofMinutes(2), base, List.of("tar", "--no-same-owner", "-xzf", tar.toString()));
        if (!result.isSuccess()) {
            throw new IOException("tar: " + result.lastLine());
        }
    }

    private static void unpackFolder(ZipFile zip, Path base) throws IOException {
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            Matcher wanted = WANTED.matcher(entry.getName());
            if (wanted.matches()) {
                Path target = base.resolve(wanted.group(1));
                Files.createDirectories(target.getParent());
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, target);
                }
            }
        }
        Path server = base.resolve("bin/mariadbd");
        if (!Files.exists(server) || !server.toFile().setExecutable(true)) {
            throw new IOException("no server for Linux in it");
        }
    }
}
