using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using Attune.Architecture.Tests.Guards;
using Attune.Architecture.Tests.Sources;
using Attune.TestKit.Proofs;

namespace Attune.Architecture.Tests.Checklist;

/// <summary>What the guide may take of a machine is limited, in its settings and by the service that is delivered.</summary>
public sealed class LimitInspectionTests
{
    private const string Unit = "deploy/systemd/attune.service";

    [Theory]
    [InlineData("Guide")]
    [InlineData("Kiosk")]
    [InlineData("Knowledge")]
    [Proves("E-131")]
    public void Every_number_that_an_operator_may_set_has_bounds(string section)
    {
        var numbers = House.Real.Host.Modules.SelectMany(module => module.Sections).Where(one => one.Name == section)
            .SelectMany(one => SettingScan.In(one.Name, one.Options))
            .Where(setting => setting.Property.PropertyType.IsPrimitive && setting.Property.PropertyType != typeof(bool))
            .ToList();

        Assert.NotEmpty(numbers);
        Assert.All(numbers, setting => Assert.True(
            setting.Property.IsDefined(typeof(RangeAttribute), inherit: false), $"{setting.Key} has no bounds."));
    }

    [Fact]
    [Proves("E-132")]
    public void The_service_tells_the_server_to_hurry_before_its_memory_ends()
    {
        var (high, most) = (Megabytes("MemoryHigh"), Megabytes("MemoryMax"));

        Assert.InRange(high, 256, most - 1);
    }

    [Fact]
    [Proves("E-133")]
    public void The_service_gets_a_share_of_the_processors_and_so_many_threads()
    {
        var quota = Value("CPUQuota");

        Assert.EndsWith("%", quota, StringComparison.Ordinal);
        Assert.InRange(Number(quota[..^1]), 100, 6_400);
        Assert.InRange(Number(Value("TasksMax")), 64, 4_096);
    }

    [Fact]
    public void The_service_may_open_as_many_connections_as_the_server_lets_in()
    {
        using var settings = JsonDocument.Parse(House.Real.Sources.Find("src/Attune.Server/appsettings.json")!.Text,
            new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var connections = settings.RootElement.GetProperty("Realtime").GetProperty("Admission").GetProperty("Server")
            .GetProperty("MaxConnections").GetInt32();

        Assert.InRange(Number(Value("LimitNOFILE")), connections + 1_000, int.MaxValue);
    }

    private static int Megabytes(string key)
    {
        var value = Value(key);
        Assert.EndsWith("M", value, StringComparison.Ordinal);
        return Number(value[..^1]);
    }

    private static string Value(string key)
    {
        var line = Assert.Single(House.Real.Sources.Find(Unit)!.Lines,
            line => line.StartsWith($"{key}=", StringComparison.Ordinal));
        return line[(key.Length + 1)..];
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
