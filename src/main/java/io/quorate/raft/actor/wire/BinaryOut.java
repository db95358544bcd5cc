package io.quorate.raft.actor.wire;

import io.quorate.raft.core.log.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.zip.CRC32C;

/** Growing bytes, numbers in network order. Not thread-safe. */
public final class BinaryOut {

    private byte[] bytes;
    private int size;

    /** @param expected bytes; more are made room for */
    public BinaryOut(int expected) {
        bytes = new byte[Math.max(16, expected)];
    }

    public BinaryOut putByte(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    public BinaryOut putBoolean(boolean value) {
        return putByte(value ? 1 : 0);
    }

    public BinaryOut putInt(int value) {
        room(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    public BinaryOut putLong(long value) {
        return putInt((int) (value >>> 32)).putInt((int) value);
    }

    public BinaryOut putUuid(UUID value) {
        return putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
    }

    public BinaryOut putBytes(Bytes value) {
        return putRaw(value.unsafeArray());
    }

    /** With its length. */
    public BinaryOut putRaw(byte[] value) {
        putInt(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    public BinaryOut putText(String value) {
        return putRaw(value.getBytes(StandardCharsets.UTF_8));
    }

    public <T> BinaryOut putOptional(Optional<T> value, BiConsumer<BinaryOut, T> writer) {
        putBoolean(value.isPresent());
        value.ifPresent(present -> writer.accept(this, present));
        return this;
    }

    public int size() {
        return size;
    }

    /** CRC-32C over what was put since {@code from}, appended. */
    public BinaryOut putChecksumFrom(int from) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, size - from);
        return putInt((int) crc.getValue());
    }

    public byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }
}
