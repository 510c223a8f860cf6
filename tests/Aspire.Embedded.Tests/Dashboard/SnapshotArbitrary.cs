using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Embedded.Tests.Dashboard;

/// <summary>Snapshots with everything that is optional sometimes left out, lists that were never set among it.</summary>
public static class SnapshotArbitrary
{
    public static Arbitrary<Wrapped> Snapshots()
    {
        var text = Gen.Elements("", "chat", "ünïcode ✓", "a\nb", "{{x}}");
        var optionalText = Gen.OneOf(text.Select(value => (string?)value), Gen.Constant((string?)null));
        var time = Gen.Elements<DateTime?>(null, DateTime.UnixEpoch, DateTime.Now, new DateTime(2026, 1, 1));
        var flag = Gen.Elements(true, false);
        var value = Gen.Elements<object?>(null, "text", 1, long.MaxValue, 1.5, double.NaN, true, "a b".Split(), new Dictionary<string, int> { ["a"] = 1 }, DateTime.UtcNow, Guid.Empty, 'c');
        var property = from name in text from v in value from display in optionalText from f in flag
                       select new ResourcePropertySnapshot(name, v) { DisplayName = display, IsSensitive = f, IsHighlighted = !f };
        var url = from name in optionalText from address in Gen.Elements("http://localhost:1", "tcp://localhost:1", "no address", "") from f in flag from d in Gen.Elements(new UrlDisplayPropertiesSnapshot("API", 2), new UrlDisplayPropertiesSnapshot(), null!)
                  select new UrlSnapshot(name, address, f) { IsInactive = !f, DisplayProperties = d };
        var variable = from name in text from v in optionalText from f in flag select new EnvironmentVariableSnapshot(name, v, f);
        var volume = from source in optionalText from target in text from mountType in text from f in flag select new VolumeSnapshot(source, target, mountType, f);
        var relationship = from name in text from type in text select new RelationshipSnapshot(name, type);
        var report = from status in Gen.Elements<HealthStatus?>(null, HealthStatus.Healthy, HealthStatus.Degraded, HealthStatus.Unhealthy) from name in text from d in optionalText from t in time
                     select new HealthReportSnapshot(name, status, d, d) { LastRunAt = t };
        var command = from state in Gen.Elements(ResourceCommandState.Enabled, ResourceCommandState.Disabled, ResourceCommandState.Hidden) from d in optionalText from f in flag from name in text from display in text
                      from variant in Gen.Elements<IconVariant?>(null, IconVariant.Regular, IconVariant.Filled)
                      select new ResourceCommandSnapshot(name, state, display, d, null, d, d, variant, f);
        var snapshot = from properties in List(property) from urls in List(url) from variables in List(variable) from volumes in List(volume) from relationships in List(relationship)
                       from reports in List(report) from commands in List(command) from created in time from started in time from state in optionalText from style in optionalText
                       from icon in optionalText from type in text from exitCode in Gen.Elements<int?>(null, 0, -1) from f in flag
                       select new CustomResourceSnapshot
                       {
                           ResourceType = type,
                           Properties = properties,
                           Urls = urls,
                           EnvironmentVariables = variables,
                           Volumes = volumes,
                           Relationships = relationships,
                           Commands = commands,
                           CreationTimeStamp = created,
                           StartTimeStamp = started,
                           StopTimeStamp = created,
                           State = state is null ? null : new(state, style),
                           IconName = icon,
                           ExitCode = exitCode,
                           IsHidden = f,
                       }.WithReports(reports.IsDefault ? [] : [.. reports]);
        return snapshot.Select(made => new Wrapped(made)).ToArbitrary();
    }

    internal static CustomResourceSnapshot WithReports(this CustomResourceSnapshot snapshot, params HealthReportSnapshot[] reports) =>
        snapshot with { HealthReports = [.. reports] };

    private static Gen<ImmutableArray<T>> List<T>(Gen<T> item) =>
        Gen.OneOf(Gen.Constant(default(ImmutableArray<T>)), item.ListOf().Resize(3).Select(items => ImmutableArray.CreateRange(items)));

    public sealed record Wrapped(CustomResourceSnapshot Snapshot);
}
