package io.quorate.raft.core.transfer;

import io.quorate.raft.core.log.Bytes;
import java.util.zip.CRC32C;

/** CRC-32C, which finds accidents, not forgery. */
public final class Checksums {

    private Checksums() {}

    public static int crc32c(Bytes bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.unsafeArray(), 0, bytes.size());
        return (int) crc.getValue();
    }
}
