package io.quorate.raft.actor.wire;

import io.quorate.raft.core.log.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * Reads what {@link BinaryOut} wrote. Each method fails with {@code IllegalArgumentException} where the bytes end too
 * early or make no sense. Not thread-safe.
 */
public final class BinaryIn {

    private final byte[] bytes;
    private int position;

    /** The array must not change meanwhile. */
    public BinaryIn(byte[] bytes) {
        this.bytes = bytes;
    }

    public byte getByte() {
        need(1);
        return bytes[position++];
    }

    public boolean getBoolean() {
        return getByte() != 0;
    }

    public int getInt() {
        need(4);
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value = (value << 8) | (bytes[position++] & 0xff);
        }
        return value;
    }

    public long getLong() {
        return ((long) getInt() << 32) | (getInt() & 0xffff_ffffL);
    }

    public UUID getUuid() {
        return new UUID(getLong(), getLong());
    }

    public Bytes getBytes() {
        return Bytes.owning(getRaw());
    }

    public byte[] getRaw() {
        int length = getCount(1);
        byte[] value = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return value;
    }

    public String getText() {
        return new String(getRaw(), StandardCharsets.UTF_8);
    }

    public <T> Optional<T> getOptional(Function<BinaryIn, T> reader) {
        return getBoolean() ? Optional.of(reader.apply(this)) : Optional.empty();
    }

    /** A number of things of at least {@code least} bytes each, that can still follow. */
    public int getCount(int least) {
        int count = getInt();
        if (count < 0 || (long) count * least > bytes.length - position) {
            throw new IllegalArgumentException(
                    "a count of " + count + " at byte " + (position - 4) + " of " + bytes.length);
        }
        return count;
    }

    public int position() {
        return position;
    }

    /** Reads a checksum and compares it with the bytes read since {@code from}. */
    public void verifyChecksumFrom(int from) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, position - from);
        if (getInt() != (int) crc.getValue()) {
            throw new IllegalArgumentException("the checksum of " + (position - 4 - from) + " bytes does not match");
        }
    }

    /** Fails when anything is left. */
    public void end() {
        if (position != bytes.length) {
            throw new IllegalArgumentException((bytes.length - position) + " bytes too many");
        }
    }

    private void need(int more) {
        if (bytes.length - position < more) {
            throw new IllegalArgumentException("cut off after " + bytes.length + " bytes");
        }
    }
}
