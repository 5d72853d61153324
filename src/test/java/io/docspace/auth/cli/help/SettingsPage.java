package io.docspace.auth.cli.help;

import io.docspace.auth.config.Command;
import io.docspace.auth.config.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The tables of docs/settings.md, made of the list of settings. */
final class SettingsPage {
    private static final String BEGIN = "<!-- settings -->\n";
    private static final String END = "<!-- /settings -->";

    private SettingsPage() {}

    /** A page whose tables are as the list says. */
    static String filled(String page) {
        return page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + tables() + page.substring(page.indexOf(END));
    }

    private static String tables() {
        return Arrays.stream(Setting.Section.values()).map(SettingsPage::table).collect(Collectors.joining("\n"));
    }

    private static String table(Setting.Section section) {
        return "### " + section.heading() + "\n\n| option | variable | key | default | commands | meaning |\n"
                + "| --- | --- | --- | --- | --- | --- |\n"
                + Arrays.stream(Setting.values()).filter(setting -> setting.section() == section).map(SettingsPage::row)
                        .collect(Collectors.joining());
    }

    private static String row(Setting setting) {
        List<String> names = setting.options();
        String value = setting.label().isEmpty() || names.isEmpty() ? "" : " " + setting.label();
        String option = names.isEmpty() ? "none" : "`" + String.join("`, `", names) + value + "`";
        Command command = setting.commands().stream().findFirst().orElseThrow();
        String fallback = setting.defaultValue().isEmpty()
                ? setting.type() == Setting.ValueType.FLAG ? "off" : "none"
                : "`" + setting.defaultValue() + "`";
        String commands = setting.commands().size() == Command.values().length
                ? "all"
                : setting.commands().stream().map(Command::word).collect(Collectors.joining(", "));
        return "| " + String.join(" | ", option, "`" + setting.variable() + "`", "`" + setting.property() + "`", fallback,
                commands, setting.description(command)) + " |\n";
    }
}
