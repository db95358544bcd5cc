package io.quorate.config.catalogue;

/** The kind of value a key takes. The Java type of a value that was read is given with each. */
public enum KeyType {
    /** {@link Boolean}. */
    FLAG("true/false"),
    /** {@link Integer}, within the bounds of the key. */
    INTEGER("whole number"),
    /** {@link Double}, within the bounds of the key. */
    NUMBER("number"),
    /** {@link String}. */
    TEXT("text"),
    /** {@link String}, one of the words of the key, in the spelling of the catalogue. */
    WORD("word"),
    /** {@link io.quorate.model.Secret}. */
    SECRET("secret"),
    /** {@link String}, a regular expression or empty. */
    PATTERN("pattern"),
    /** {@link java.util.List} of {@link String}. */
    TEXTS("list of texts"),
    /** {@link java.util.List} of shell commands with placeholders. */
    COMMANDS("list of commands"),
    /** {@link java.util.List} of regular expressions, as text. */
    PATTERNS("list of patterns"),
    /** {@link java.util.List} of regular expressions on {@code host:port}, or exact IP addresses, as text. */
    HOST_PATTERNS("list of host patterns"),
    /** {@link java.util.List} of cluster names, aliases or expressions, as text. */
    CLUSTER_FILTERS("list of cluster filters"),
    /** {@link java.util.Map} from {@link String} to {@link String}, in the order of the file. */
    MAPPING("object");

    private final String label;

    KeyType(String label) {
        this.label = label;
    }

    /** The words used in the manual. */
    public String label() {
        return label;
    }

    /** Whether a value is a list of texts. */
    public boolean isList() {
        return switch (this) {
            case TEXTS, COMMANDS, PATTERNS, HOST_PATTERNS, CLUSTER_FILTERS -> true;
            case FLAG, INTEGER, NUMBER, TEXT, WORD, SECRET, PATTERN, MAPPING -> false;
        };
    }

    /** Whether a value is a single text in the file. */
    public boolean isText() {
        return switch (this) {
            case TEXT, WORD, SECRET, PATTERN -> true;
            case FLAG, INTEGER, NUMBER, TEXTS, COMMANDS, PATTERNS, HOST_PATTERNS, CLUSTER_FILTERS, MAPPING -> false;
        };
    }
}
