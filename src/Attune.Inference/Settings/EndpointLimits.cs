namespace Attune.Inference.Settings;

/// <summary>Bounds of what an endpoint may be called and where it may stand.</summary>
internal static class EndpointLimits
{
    public const int NameCharacters = 100;
    public const int ModelCharacters = 200;
    public const int KeyCharacters = 1_000;
    public const int AddressCharacters = 500;

    /// <summary>Why an address cannot be used; null when it can.</summary>
    public static string? AddressProblem(string? address)
    {
        if (string.IsNullOrWhiteSpace(address) || address.Length > AddressCharacters
            || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return $"must be an absolute http or https address of at most {AddressCharacters} characters";
        if (uri.UserInfo.Length > 0)
            return "must hold no user name or password; give the key as apiKey";
        return uri.Query.Length > 0 || uri.Fragment.Length > 0 ? "must end with the path, without ? and #" : null;
    }
}
