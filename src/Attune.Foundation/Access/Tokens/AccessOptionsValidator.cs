using Microsoft.Extensions.Options;

namespace Attune.Foundation.Access.Tokens;

/// <summary>Checks the ranges that the attributes state; the code is generated.</summary>
[OptionsValidator]
internal sealed partial class AccessOptionsRangeValidator : IValidateOptions<AccessOptions>;

/// <summary>Checks what attributes cannot say.</summary>
public sealed class AccessOptionsValidator : IValidateOptions<AccessOptions>
{
    private const int MinKeyLength = 32;

    private readonly AccessOptionsRangeValidator _ranges = new();

    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var failures = new List<string>(_ranges.Validate(name, options).Failures ?? []);
        if (options.Key.Length is > 0 and < MinKeyLength)
            failures.Add($"Access:Key must have at least {MinKeyLength} characters. Leave it empty to have one made.");
        if (!Enum.IsDefined(options.Mode))
            failures.Add("Access:Mode must be 'local' or 'tokens'.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
