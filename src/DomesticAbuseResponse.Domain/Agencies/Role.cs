namespace DomesticAbuseResponse.Domain.Agencies;

/// <summary>What a member of staff does. One person may hold several; an administrator or auditor holds no other.</summary>
public enum Role
{
    CallHandler,
    ControlRoomSupervisor,
    ControlRoomSupportWorker,
    ResponseOfficer,
    Sergeant,
    Inspector,
    SafeguardingOfficer,
    SupportCarWorker,
    SupportCarOfficer,
    Idva,
    IdvaManager,
    MaracCoordinator,
    MaracChair,
    AgencyRepresentative,
    Auditor,
    AgencyAdministrator,
    SystemAdministrator,
}
