package io.quorate.journal;

/** A serialized object: the bytes, and what is needed to read them again (Akka's serializer id and manifest). */
final class Encoded {

    private final int serializerId;
    private final String manifest;
    private final byte[] bytes;

    /** The bytes are not copied; nobody may change them afterwards. */
    Encoded(int serializerId, String manifest, byte[] bytes) {
        this.serializerId = serializerId;
        this.manifest = manifest;
        this.bytes = bytes;
    }

    int serializerId() {
        return serializerId;
    }

    /** Empty for serializers that need none. */
    String manifest() {
        return manifest;
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return bytes.length;
    }
}
