using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Access;

/// <summary>
/// The most each role may do with each kind of record, wherever it stands (R6.12): a control room does not read case notes,
/// administrators and auditors open nothing.
/// </summary>
public static class RoleCeiling
{
    public static AccessLevel For(Role role, RecordKind kind) => role switch
    {
        Role.CallHandler or Role.ControlRoomSupervisor => kind switch
        {
            RecordKind.Person or RecordKind.Incident => AccessLevel.Edit,
            RecordKind.Case or RecordKind.Meeting => AccessLevel.None,
        },
        Role.ControlRoomSupportWorker => kind is RecordKind.Meeting ? AccessLevel.None : AccessLevel.Read,
        Role.ResponseOfficer or Role.SupportCarOfficer or Role.SupportCarWorker or Role.Sergeant or Role.Inspector or Role.SafeguardingOfficer =>
            kind is RecordKind.Meeting ? AccessLevel.None : AccessLevel.Edit,
        Role.Idva or Role.IdvaManager => kind switch
        {
            RecordKind.Person or RecordKind.Case => AccessLevel.Edit,
            RecordKind.Incident => AccessLevel.Read,
            RecordKind.Meeting => AccessLevel.None,
        },
        Role.MaracCoordinator or Role.MaracChair => kind switch
        {
            RecordKind.Meeting => AccessLevel.Edit,
            RecordKind.Case or RecordKind.Person => AccessLevel.Read,
            RecordKind.Incident => AccessLevel.None,
        },
        Role.AgencyRepresentative => kind is RecordKind.Incident ? AccessLevel.None : AccessLevel.Read,
        Role.Auditor or Role.AgencyAdministrator or Role.SystemAdministrator => AccessLevel.None,
    };
}
