package io.quorate.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/** What must be true of the file before SQLite may open it. Called only by the process that owns it. */
final class SqliteFile {

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    /** Where locks and write-ahead logs are not to be relied upon (SQLite documentation, "wal.html"). */
    private static final Set<String> NETWORK =
            Set.of("nfs", "nfs4", "cifs", "smbfs", "smb3", "smb2", "fuse.sshfs", "fuse.glusterfs", "9p", "afs");

    private SqliteFile() {}

    static void requireLocal(String store, Path directory) throws IOException {
        String type = Files.getFileStore(directory).type();
        if (NETWORK.contains(type)) {
            throw new JournalException("The journal in " + store + " would be on a network file system (" + type
                    + "), where locks and syncs do not hold what they promise. Put it on a local disk.");
        }
    }

    /** Makes an empty file that only this user may read, for events may carry secrets; SQLite's other files follow it. */
    static void create(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            // As at every start but the first.
        } catch (UnsupportedOperationException e) {
            Files.createFile(file);
        }
    }

    /** Refuses what is not an SQLite file, and what was one but is empty now. */
    static void requireWhole(String store, Path file, boolean wasCreated) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(MAGIC.length);
        }
        if (start.length == 0) {
            if (wasCreated) {
                throw JournalDamagedException.whole(
                        store, "the file is empty, although it held a journal before", null);
            }
            return;
        }
        if (!Arrays.equals(start, MAGIC)) {
            throw JournalDamagedException.whole(store, "the file is not an SQLite database", null);
        }
    }
}
