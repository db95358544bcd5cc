package io.quorate.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * CRC32C over a sequence of fields, each preceded by its length so that bytes cannot move from one field to the next.
 * It finds accidents (bits flipped, rows mixed up), not forgery.
 */
final class Checksum {

    private final CRC32C crc = new CRC32C();
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    Checksum add(long value) {
        crc.update(number.clear().putLong(value).flip());
        return this;
    }

    Checksum add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    Checksum add(byte[] bytes) {
        add((long) bytes.length);
        crc.update(bytes);
        return this;
    }

    Checksum add(Encoded encoded) {
        return add(encoded.serializerId()).add(encoded.manifest()).add(encoded.bytes());
    }

    /** Between 0 and 2^32 - 1. */
    long value() {
        return crc.getValue();
    }
}
