using System.Globalization;
using AiStack.Core;
using AiStack.Core.Values;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.Secrets;

namespace AiStack.Kubernetes.Formats.Readme;

/// <summary>Which secrets a reader brings, and how: commands with placeholders, or the entries of the store that they are fetched from.</summary>
internal static class SecretsSection
{
    public static bool IsNeeded(Publication publication) => Brought(publication).Any();

    /// <summary>Whether the reader puts secrets into namespaces before the stack is applied.</summary>
    public static bool IsByHand(Publication publication) => IsNeeded(publication) && !IsExternal(publication);

    public static string Title(Publication publication) => IsExternal(publication) ? "Fill the secret store" : "Create the secrets";

    public static void Write(Markdown text, Publication publication)
    {
        if (IsExternal(publication))
        {
            WriteStore(text, publication);
            return;
        }

        var plain = Plain(publication);
        var several = plain.CountBy(secret => secret.Name).Where(count => count.Value > 1).Select(count => count.Key).ToHashSet(StringComparer.Ordinal);
        text.Paragraph("Replace each placeholder by its value; one that stands in several commands is the same value in all of them.");
        text.Table(
            ["Placeholder", "What it is"],
            [.. plain.Select(secret => (IReadOnlyList<string>)[$"`{Placeholder(secret, several)}`", WhatItIs(secret)])]);
        text.Code(Brought(publication).SelectMany(secret => Command(secret, several)));
        text.Paragraph("The values end up in the shell's history; `--from-file=KEY=PATH` keeps them out of it.");
    }

    public static void WriteCopies(Markdown text, Publication publication)
    {
        text.Paragraph("A pod reads secrets of its own namespace only. These are made in another one while the stack starts, and have to be copied once they are there, and again whenever they change:");
        text.Code(publication.Secrets.Where(secret => secret.CopyOf is not null).SelectMany(secret => ApplySection.Lines(
            Create(secret),
            secret.Entries.Select(entry => $"--from-literal={entry.Key}=\"$(kubectl get secret {secret.Name} -n {secret.CopyOf} -o go-template='{{{{index .data \"{entry.Key}\" | base64decode}}}}')\""))));
    }

    private static bool IsExternal(Publication publication) => publication.Stack.Spec.Secrets.Mode == SecretsMode.External;

    private static IEnumerable<RequiredSecret> Brought(Publication publication) => publication.Secrets.Where(secret => secret.MadeBy is null && secret.CopyOf is null);

    private static List<SecretReference> Plain(Publication publication) =>
        [.. Brought(publication).SelectMany(secret => secret.Entries).SelectMany(entry => entry.Value.Parts).OfType<SecretPart>().Select(part => part.Secret).DistinctBy(secret => (secret.Name, secret.Key))];

    private static void WriteStore(Markdown text, Publication publication)
    {
        text.Paragraph($"The External Secrets operator fetches them from the ClusterSecretStore `{publication.Stack.Spec.Secrets.Store}`, which, like the operator, is the cluster's own. It has to hold:");
        text.Table(
            ["Entry", "Property", "What it is"],
            [.. Plain(publication).Select(secret => (IReadOnlyList<string>)[$"`{secret.Name}`", $"`{secret.Key}`", WhatItIs(secret)])]);
        text.Paragraph("They become:");
        text.Table(
            ["Namespace", "Secret", "Keys", "Used by"],
            [.. Brought(publication).Select(secret => (IReadOnlyList<string>)[secret.Namespace, secret.Name, string.Join(", ", secret.Entries.Select(entry => entry.Key)), string.Join(", ", secret.Users)])]);
    }

    private static IEnumerable<string> Command(RequiredSecret secret, HashSet<string> several)
    {
        if (secret.Users.Count > 0)
        {
            yield return $"# for {string.Join(", ", secret.Users)}";
        }

        foreach (var line in ApplySection.Lines(Create(secret), secret.Entries.Select(entry => $"--from-literal={entry.Key}={Quoted(entry.Value, several)}")))
        {
            yield return line;
        }
    }

    private static string Create(RequiredSecret secret) =>
        $"kubectl create secret generic {secret.Name} -n {secret.Namespace}{(secret.Type == "Opaque" ? "" : $" --type={secret.Type}")}";

    private static string WhatItIs(SecretReference secret) => secret.CanBeGenerated
        ? string.Create(CultureInfo.InvariantCulture, $"made up by you, {secret.GeneratedLength} characters: `{Making(secret.GeneratedLength)}`")
        : "issued by whoever runs the service that it is for";

    // Two digits a byte: of an odd number the last one is cut off, without a pipe, which would end the cell of the table.
    private static string Making(int length) => int.IsEvenInteger(length)
        ? string.Create(CultureInfo.InvariantCulture, $"openssl rand -hex {length / 2}")
        : string.Create(CultureInfo.InvariantCulture, $"printf '%.{length}s\\n' \"$(openssl rand -hex {(length + 1) / 2})\"");

    // A Secret of several keys has a placeholder for each.
    private static string Placeholder(SecretReference secret, HashSet<string> several) =>
        several.Contains(secret.Name) ? $"<{secret.Name}-{secret.Key}>" : $"<{secret.ParameterName}>";

    private static string Quoted(ValueExpression value, HashSet<string> several) =>
        $"'{value.Evaluate(part => part is SecretPart secret ? Placeholder(secret.Secret, several) : throw new ArgumentException("An address cannot be part of a Secret.", nameof(value))).Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
