using AiStack.Core.Problems;

namespace AiStack.Core.Yaml;

/// <summary>What can be wrong with a file before it is looked at as a stack. Codes AIS100 to AIS119.</summary>
public static class YamlProblems
{
    /// <summary>The file is not there, or may not be read.</summary>
    public static ProblemKind Unreadable { get; } = new("AIS100", Severity.Error, "The file cannot be read",
        """
        The file does not exist, is a directory, or you lack the permission to read it. Check the path that the message names;
        relative paths start at the directory in which the command runs.
        """);

    /// <summary>The bytes are not UTF-8.</summary>
    public static ProblemKind Encoding { get; } = new("AIS101", Severity.Error, "The file is not UTF-8",
        """
        Stack files are UTF-8 text, with or without a byte order mark. A file saved as UTF-16 or Latin-1 must be saved again as
        UTF-8, for example with: iconv -f UTF-16 -t UTF-8 stack.yaml -o stack.yaml.new
        """);

    /// <summary>More than <see cref="YamlReader.MaxBytes"/>.</summary>
    public static ProblemKind TooLarge { get; } = new("AIS102", Severity.Error, "The file is too large",
        """
        A stack file may have at most 16 MiB; a stack of 2,000 components needs about half a megabyte. A larger file is
        usually the wrong one: a log, a model or an archive.
        """);

    /// <summary>Nothing but white space and comments.</summary>
    public static ProblemKind Empty { get; } = new("AIS103", Severity.Error, "The file is empty",
        """
        The file says nothing. A stack begins like this:
          apiVersion: aistack/v1
          name: rag
          components: {}
        """);

    /// <summary>Not YAML.</summary>
    public static ProblemKind Syntax { get; } = new("AIS104", Severity.Error, "The text is not valid YAML",
        """
        Reading stops at the first syntax error, because what follows cannot be trusted. Usual causes: a quote or bracket that
        is not closed, an unknown escape in double quotes ("C:\dir" is 'C:\dir' or "C:\\dir"), a missing space after a
        colon, a line that is indented unlike its neighbours, or text that begins with @, `, % or contains ': ' without quotes.
        """);

    /// <summary>A tab where YAML wants spaces.</summary>
    public static ProblemKind Tab { get; } = new("AIS105", Severity.Error, "A line is indented with a tab",
        """
        YAML is indented with spaces only, because a tab has no agreed width. Set your editor to insert spaces in YAML files, or
        convert the file: expand -t 2 stack.yaml
        """);

    /// <summary>The same key twice in one mapping.</summary>
    public static ProblemKind DuplicateKey { get; } = new("AIS106", Severity.Error, "A key stands twice in the same mapping",
        """
        Which of the two would count depends on the program that reads the file, so neither is guessed. Remove one, or give one
        another name. The message names both places.
        """);

    /// <summary>A second document.</summary>
    public static ProblemKind SecondDocument { get; } = new("AIS107", Severity.Error, "The file holds more than one document",
        """
        A stack is one YAML document: a line '---' in the middle begins a second one. Put the second stack into a file of its
        own and give both files to the command.
        """);

    /// <summary>A list, a mapping or nothing as a key.</summary>
    public static ProblemKind KeyNotText { get; } = new("AIS108", Severity.Error, "A key is not text",
        """
        Keys are names. YAML also allows a list, a mapping or nothing as a key ('? [a, b]', '{a: 1}: x', ': x'), but a stack has
        no use for that; usually braces of a template ('{{ name }}') or a forgotten name are behind it. Quote keys such as "null".
        """);

    /// <summary><c>&lt;&lt;</c> with something that is not a mapping.</summary>
    public static ProblemKind Merge { get; } = new("AIS109", Severity.Error, "'<<' merges something that is not a mapping",
        """
        '<<' takes over the entries of another mapping, or of a list of mappings (YAML 1.1 merge keys). Entries of the mapping itself
        win, then earlier mappings of the list. Example:
          small: &small { cpu_request: 500m, mem_request: 1Gi }
          large: { <<: *small, mem_request: 8Gi }
        """);

    /// <summary>A tag that means nothing here.</summary>
    public static ProblemKind Tag { get; } = new("AIS110", Severity.Error, "A tag is not supported",
        """
        Tags tell a program which type a value has. Here the property decides that, so only the tags that change nothing or make
        a value text are accepted: !!str and !, !!map and !!seq on what already is one, !!int, !!float, !!bool and !!null on an
        unquoted value that already reads as one. Remove any other tag, such as !Ref or !vault.
        """);

    /// <summary>An alias without its anchor.</summary>
    public static ProblemKind UnknownAnchor { get; } = new("AIS111", Severity.Error, "An alias names an anchor that does not stand above it",
        """
        '*name' repeats the value that was marked with '&name' earlier in the same file. Correct the name, move the anchor up, or
        put the text in quotes if it merely begins with an asterisk: "*.example.com".
        """);

    /// <summary>An anchor inside of itself.</summary>
    public static ProblemKind EndlessAnchor { get; } = new("AIS112", Severity.Error, "An anchor contains itself",
        """
        An alias inside of the value that its own anchor marks would never end: a: &x { b: *x }. Write the inner value out.
        """);

    /// <summary>More than <see cref="YamlReader.MaxNodes"/> values once aliases are followed.</summary>
    public static ProblemKind TooManyNodes { get; } = new("AIS113", Severity.Error, "The file has too many values",
        """
        With every alias replaced by what it stands for, a file may hold at most 1,000,000 values. Aliases of aliases multiply (the
        'billion laughs' attack), so the count, not the size of the file, is what protects the machine.
        """);

    /// <summary>Deeper than <see cref="YamlReader.MaxDepth"/>.</summary>
    public static ProblemKind TooDeep { get; } = new("AIS114", Severity.Error, "Values are nested too deeply",
        """
        Lists and mappings may stand at most 100 levels inside of each other, aliases followed. A stack needs fewer than ten.
        """);

    /// <summary>A character that text files do not have.</summary>
    public static ProblemKind Character { get; } = new("AIS115", Severity.Error, "A character is not allowed in YAML",
        """
        Control characters other than tab and line ends may not stand in a YAML file; they mostly arrive by copying from a
        terminal. Delete them, or write them as an escape in double quotes ("\e[0m"). NUL is refused even as an escape, since neither
        arguments nor environment variables can hold it.
        """);

    /// <summary>All of them, by code.</summary>
    public static IReadOnlyList<ProblemKind> All { get; } =
    [
        Unreadable, Encoding, TooLarge, Empty, Syntax, Tab, DuplicateKey, SecondDocument, KeyNotText, Merge, Tag, UnknownAnchor,
        EndlessAnchor, TooManyNodes, TooDeep, Character,
    ];
}
