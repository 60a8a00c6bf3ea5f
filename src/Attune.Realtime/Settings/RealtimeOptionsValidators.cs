using Attune.Realtime.Streams;
using Microsoft.Extensions.Options;

namespace Attune.Realtime.Settings;

/// <summary>Checks the ranges that the attributes state; the code is generated.</summary>
[OptionsValidator]
internal sealed partial class RealtimeOptionsRangeValidator : IValidateOptions<RealtimeOptions>;

/// <summary>Checks what attributes cannot say.</summary>
internal sealed class RealtimeOptionsValidator : IValidateOptions<RealtimeOptions>
{
    private readonly RealtimeOptionsRangeValidator _ranges = new();

    public ValidateOptionsResult Validate(string? name, RealtimeOptions options)
    {
        var failures = new List<string>(_ranges.Validate(name, options).Failures ?? []);
        foreach (var service in options.Services.Where(service => !TopicName.IsValid(service)))
            failures.Add($"Realtime:Services: '{service}' is not a topic name.");
        foreach (var rule in options.Topics.Where(rule => rule.Domain.Length > 0
            && (rule.Durability == Durability.Memory || rule.Domain == TopicRules.MemoryDomain)))
            failures.Add($"Realtime:Topics: '{rule.Pattern}' names the domain '{rule.Domain}', but topics in memory, and only "
                + $"they, are numbered by the domain '{TopicRules.MemoryDomain}'. Leave Domain empty or choose another name.");
        if (options.MaxFrameBytes < options.MaxEventBytes)
            failures.Add(
                "Realtime:MaxFrameBytes must not be smaller than Realtime:MaxEventBytes, or no event of that size "
                + "can be published.");
        if (options.RingBytes < options.RingBytesPerTopic)
            failures.Add("Realtime:RingBytes must not be smaller than Realtime:RingBytesPerTopic.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
