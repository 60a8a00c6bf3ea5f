using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Attune.Inference.Settings;

namespace Attune.Inference.Endpoints;

/// <summary>What may stand in the fields of a request. Messages never repeat an address or a key.</summary>
internal static class EndpointFields
{
    private const int ClientIdCharacters = 128;

    /// <summary>Null when all may be used.</summary>
    public static Failure? Check(string? name, string? baseUrl, string? model, string? key, string? clientId = null)
    {
        if (name is { Length: > EndpointLimits.NameCharacters } || HasControl(name))
            return HttpFailures.InvalidField("name", $"must be at most {EndpointLimits.NameCharacters} characters on one line");
        if (EndpointLimits.AddressProblem(baseUrl) is { } rule)
            return HttpFailures.InvalidField("baseUrl", rule);
        if (string.IsNullOrWhiteSpace(model) || model.Length > EndpointLimits.ModelCharacters || HasControl(model))
            return HttpFailures.InvalidField("model", $"must be 1 to {EndpointLimits.ModelCharacters} characters on one line");
        // A key travels in a header, where nothing but visible ASCII may stand.
        if (key is { Length: > EndpointLimits.KeyCharacters } || key?.Trim().Any(c => c is <= ' ' or > '~') == true)
            return HttpFailures.InvalidField(
                "apiKey", $"must be at most {EndpointLimits.KeyCharacters} visible ASCII characters without spaces");
        return clientId is { Length: 0 or > ClientIdCharacters } || HasControl(clientId)
            ? HttpFailures.InvalidField("clientId", $"must be 1 to {ClientIdCharacters} characters")
            : null;
    }

    /// <summary>The given name, or the model's.</summary>
    public static string NameOr(string? name, string model) =>
        string.IsNullOrWhiteSpace(name) ? Shorten(model.Trim()) : name.Trim();

    /// <summary>
    /// The key to use when the request brings none: the stored one, but only for where it was entered. Otherwise whoever may
    /// change an endpoint could have its key sent to a server of theirs.
    /// </summary>
    public static Outcome<Secret?> KeyOr(string? given, EndpointDefinition? stored, Uri address)
    {
        if (given is not null || stored?.Key is not { } key)
            return Outcome.Of(Secret.From(given));
        return SameOrigin(stored.Address, address)
            ? Outcome.Of<Secret?>(key)
            : EndpointFailures.KeyNeededAgain(stored.Address);
    }

    private static bool SameOrigin(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool HasControl(string? text) => text?.Any(char.IsControl) == true;

    private static string Shorten(string text) =>
        text.Length <= EndpointLimits.NameCharacters ? text : text[..EndpointLimits.NameCharacters];
}
