namespace Attune.Inference.Endpoints;

/// <summary>Where a model is asked and under which name it answers.</summary>
/// <param name="Id">Its id; those of the settings are made of their place.</param>
/// <param name="Name">What people see as the writer of an answer.</param>
/// <param name="Address">Root of the service, for example http://127.0.0.1:11434/v1.</param>
/// <param name="Model">The model's name as the endpoint knows it.</param>
/// <param name="Key">Sent as bearer token; null: none.</param>
/// <param name="Source">Who connected it.</param>
/// <param name="Enabled">False: it is kept but not asked.</param>
internal sealed record EndpointDefinition(
    string Id, string Name, Uri Address, string Model, Secret? Key, EndpointSource Source, bool Enabled)
{
    /// <summary>An address below the root.</summary>
    public Uri At(string path) => new($"{Address.AbsoluteUri.TrimEnd('/')}/{path}");
}
