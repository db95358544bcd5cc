package io.quorate.journal;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a MySQL journal, checked: exactly one server, a schema, and nothing that would let the driver connect
 * elsewhere or repeat a statement behind our back. Credentials have their own keys, so the address may be shown.
 *
 * @param jdbc the whole JDBC URL
 * @param authority {@code host:port} as given
 * @param schema name of the schema
 */
record MysqlUrl(String jdbc, String authority, String schema) {

    private static final Pattern FORM = Pattern.compile("jdbc:mysql://([^/?#]+)/([^/?#]+)(?:\\?(.*))?");

    /** Throws {@code IllegalArgumentException} that says what is wrong without repeating a secret. */
    static MysqlUrl parse(String url) {
        Matcher form = FORM.matcher(url);
        if (!form.matches()) {
            throw refuse("must have the form jdbc:mysql://host:port/schema");
        }
        String authority = form.group(1);
        if (authority.contains("@")) {
            throw refuse("contains credentials; use the keys user and password");
        }
        if (authority.contains(",") || authority.contains("(")) {
            throw refuse("names several servers or uses address syntax; a journal lives on one server");
        }
        String options = form.group(3) == null ? "" : form.group(3).toLowerCase(Locale.ROOT);
        for (String option : options.split("&")) {
            refuseOption(option);
        }
        return new MysqlUrl(url, authority, form.group(2));
    }

    private static void refuseOption(String option) {
        String name = option.split("=", 2)[0];
        switch (name) {
            case "user", "password", "password1", "password2", "password3" ->
                throw refuse("contains the option " + name + "; use the key of that name");
            case "autoreconnect", "autoreconnectforpools" ->
                throw refuse("contains the option " + name + ", which could write an event twice");
            default -> {}
        }
    }

    private static IllegalArgumentException refuse(String why) {
        return new IllegalArgumentException("Journal setting store.mysql.url " + why + ".");
    }
}
