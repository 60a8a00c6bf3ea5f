namespace Attune.Realtime.Admission;

/// <summary>
/// The accounts that a connection or a call counts against; null where nothing is limited. One thread changes it, before the
/// connection follows anything.
/// </summary>
internal sealed class AdmissionPass(AdmissionAccount? connection, AdmissionAccount server)
{
    /// <summary>How many accounts there are.</summary>
    public const int Accounts = 4;

    private AdmissionAccount? _principal;
    private AdmissionAccount? _organisation;

    /// <summary>Empty until it is known whose connection it is.</summary>
    public string Organisation { get; private set; } = "";

    public string Principal { get; private set; } = "";

    /// <summary>It takes one of the places for connections that have not said whose they are.</summary>
    public bool IsUnidentified { get; set; }

    /// <summary>From the narrowest to the widest.</summary>
    public AdmissionAccount? this[int index] => index switch
    {
        0 => connection,
        1 => _principal,
        2 => _organisation,
        _ => server,
    };

    /// <summary>Now it is known whose it is.</summary>
    public void Identify(
        string organisation, string principal, AdmissionAccount? organisationAccount, AdmissionAccount? principalAccount)
    {
        (Organisation, Principal) = (organisation, principal);
        (_organisation, _principal) = (organisationAccount, principalAccount);
    }

    /// <summary>A topic more or less is followed.</summary>
    public void Follow(int change)
    {
        _principal?.Follow(change);
        _organisation?.Follow(change);
        server.Follow(change);
    }
}
