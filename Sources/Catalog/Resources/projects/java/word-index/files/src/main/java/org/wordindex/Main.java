package org.wordindex;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/** The command line. */
public final class Main {
    private Main() {}

    /** Prints the index of the files named in the arguments. */
    public static void main(String[] arguments) throws IOException {
        Options options = new Options();
        options.addOption(Option.builder("s").longOpt("shortest").hasArg().argName("LETTERS")
            .type(Number.class).desc("length of the shortest word listed").build());
        try {
            CommandLine line = new DefaultParser().parse(options, arguments);
            Number shortest = (Number) line.getParsedOptionValue("shortest");
            Index index = new Index(shortest == null ? 1 : shortest.intValue());
            for (String path : line.getArgList()) {
                index.add(Files.readAllLines(Path.of(path)));
            }
            System.out.print(index);
        } catch (ParseException error) {
            System.err.println("word-index: " + error.getMessage());
            System.exit(2);
        }
    }
}
