namespace DomesticAbuseResponse.Domain.Search;

/// <summary>
/// Whether another agency that looks for somebody is told that this one may know them, and whom to ring. Off until an agency decides so: that somebody is
/// known to a refuge or a service is itself something to protect.
/// </summary>
/// <param name="Shown">Others are told of ordinary records.</param>
/// <param name="RestrictedToo">And of restricted ones.</param>
public sealed record PointerSettings(bool Shown, bool RestrictedToo)
{
    public static PointerSettings Default { get; } = new(Shown: false, RestrictedToo: false);

    public bool Says(bool isRestricted) => Shown && (!isRestricted || RestrictedToo);

    public Refusal? Check() => RestrictedToo && !Shown ? new Refusal("pointers.restricted-alone", "Restricted records cannot be pointed to where ordinary ones are not.") : null;
}
