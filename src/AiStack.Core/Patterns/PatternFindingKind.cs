namespace AiStack.Core.Patterns;

/// <summary>What a pattern contains that does not mean the same in PCRE and in .NET, is no pattern at all, or is dangerous.</summary>
public enum PatternFindingKind
{
    /// <summary>A group is opened and not closed.</summary>
    UnclosedGroup,

    /// <summary>A closing parenthesis without an opening one.</summary>
    UnopenedGroup,

    /// <summary>A character class is opened and not closed.</summary>
    UnclosedClass,

    /// <summary>A quantifier stands where nothing can be repeated.</summary>
    NothingToRepeat,

    /// <summary>A range in a character class ends before it begins.</summary>
    ReversedRange,

    /// <summary>A quantifier's maximum is below its minimum.</summary>
    ReversedQuantifier,

    /// <summary>A quantifier counts beyond 65535.</summary>
    QuantifierTooLarge,

    /// <summary>The pattern ends with a backslash.</summary>
    TrailingBackslash,

    /// <summary>A backslash before a letter that means nothing in one of the two.</summary>
    UnknownEscape,

    /// <summary>A group that begins with <c>(?</c> and something that neither knows.</summary>
    UnknownGroup,

    /// <summary>A reference to a group that does not exist.</summary>
    UnknownReference,

    /// <summary>A character that cannot be in a pattern: NUL, or half of a surrogate pair.</summary>
    InvalidCharacter,

    /// <summary>The pattern is too long, or becomes too large when its counts are written out.</summary>
    TooLarge,

    /// <summary>Groups are nested deeper than PCRE accepts.</summary>
    TooDeep,

    /// <summary><c>a++</c>, <c>a*+</c>, <c>a?+</c>, <c>a{2}+</c>.</summary>
    PossessiveQuantifier,

    /// <summary>A quantifier after a quantifier.</summary>
    DoubleQuantifier,

    /// <summary>A quantifier after a lookahead or lookbehind.</summary>
    QuantifiedAssertion,

    /// <summary>Braces that newer versions of PCRE take for a quantifier and others for text: <c>{,3}</c>, <c>{ 1, 2 }</c>.</summary>
    AmbiguousBrace,

    /// <summary><c>(?R)</c>, <c>(?1)</c>, <c>(?&amp;name)</c>, <c>\g&lt;name&gt;</c>: the pattern calls itself or a part of itself.</summary>
    Recursion,

    /// <summary><c>(?(condition)…)</c>, <c>(?(DEFINE)…)</c>.</summary>
    Conditional,

    /// <summary><c>(?C)</c>.</summary>
    Callout,

    /// <summary><c>(*SKIP)</c>, <c>(*UTF8)</c> and the like.</summary>
    Verb,

    /// <summary><c>(?|…)</c>.</summary>
    BranchReset,

    /// <summary><c>\Q…\E</c>.</summary>
    Quoting,

    /// <summary><c>\K</c>.</summary>
    MatchReset,

    /// <summary><c>\G</c>.</summary>
    SearchStart,

    /// <summary><c>\h</c>, <c>\H</c>, <c>\v</c>, <c>\V</c>, <c>\R</c>, <c>\X</c>, <c>\N</c>, <c>\C</c>.</summary>
    PcreEscape,

    /// <summary><c>[[:alpha:]]</c>.</summary>
    PosixClass,

    /// <summary>A Unicode property other than a general category, or one of the other notations.</summary>
    UnicodeProperty,

    /// <summary><c>\012</c>, <c>\o{12}</c>.</summary>
    OctalEscape,

    /// <summary><c>\x{e9}</c>, <c>\u00e9</c>, <c>\x9</c>.</summary>
    CodePointEscape,

    /// <summary><c>(?P&lt;name&gt;…)</c>, or a name that one of the two refuses.</summary>
    GroupName,

    /// <summary>Two groups of one name.</summary>
    DuplicateGroupName,

    /// <summary><c>\g1</c>, <c>\k{name}</c>, <c>(?P=name)</c>, <c>\10</c>.</summary>
    ReferenceNotation,

    /// <summary><c>(?&lt;a-b&gt;…)</c>.</summary>
    BalancingGroup,

    /// <summary><c>[a-z-[aeiou]]</c>.</summary>
    ClassSubtraction,

    /// <summary>A class such as <c>\d</c> as an end of a range.</summary>
    RangeWithClass,

    /// <summary>An option letter other than i, m, s and x.</summary>
    Option,

    /// <summary>A lookbehind whose text has no fixed length.</summary>
    VariableLookbehind,

    /// <summary>A reference that ignores case, or a category of upper or lower case letters that shall ignore case.</summary>
    CaseIgnored,

    /// <summary>A back-reference: allowed, but nothing can be told about such a pattern in advance.</summary>
    BackReference,

    /// <summary>Repetitions inside one another that PCRE can try in exponentially many ways.</summary>
    MayTakeForever,

    /// <summary>The pattern is empty, or everything in it is optional.</summary>
    MatchesEverything,
}
