import RatchetCore

extension FrenchSentences {
    /// What is said of appliances, with plain spaces and apostrophes.
    func appliance(_ reason: Reason) -> String {
        let package = "[le paquet {package}|le prochain paquet]"
        let thePackage = "[Le paquet {package}|Le prochain paquet]"
        let runs = { (mark: String) in
            "[ \(mark) elle exécute la version {product} du produit[ sur la base {base}]"
                + "| \(mark) elle exécute la base {base}]"
        }
        let why = "[ : « {why} »]"
        let minutes = "{minutes} <minutes|minute|minutes>"
        return switch reason {
        case .applianceCurrent: "L'appliance est à jour\(runs(":"))."

        case .upgradePlanned:
            "La mise à niveau[ vers {target}] est planifiée ; elle commencera lorsque quelqu'un la lancera."
        case .inventoryUnread: "On ne sait pas avec certitude ce que l'appliance exécute en ce moment\(why)."
        case .turnNotCome:
            "\(thePackage) est une nouvelle version majeure, et le tour de cette appliance dans le calendrier de "
                + "déploiement n'est pas encore venu."
        case .soaking:
            "L'appliance est dans sa période d'attente[ après la version {version}] : ses clients se mettent à jour "
                + "avant l'installation du prochain paquet de produit."
        case .healthUnread: "On ne sait pas comment se porte l'appliance en ce moment\(why)."
        case .backupMissing:
            "Aucune sauvegarde de l'appliance n'est connue, et aucune étape ne commence sans sauvegarde."
        case .backupStale:
            "La dernière sauvegarde de l'appliance est trop ancienne, ou quelque chose a changé depuis ; chaque étape "
                + "en exige une récente."
        case .exportMissing: "Aucune exportation récente du certificat de l'appliance avec sa clé privée n'est connue."
        case .notStaged: "\(thePackage) n'a pas encore été déposé sur l'appliance."
        case .windowShut: "La fenêtre de maintenance est fermée\(why)[ ; la prochaine étape exige \(minutes)]."
        case .windowTooShort:
            "La fenêtre de maintenance est ouverte[ jusqu'au {until}], mais pas assez longtemps pour la prochaine "
                + "étape[ : \(minutes), réserve comprise]."
        case .hopReady: "Tout est prêt pour \(package) : plus aucune condition ne s'y oppose."
        case .hopInstalling:
            "L'appliance installe [le paquet {package}|un paquet]. Elle peut ne pas donner de nouvelles pendant ce "
                + "temps ; n'y touchez pas."
        case .hopUnanswered:
            "On ne sait pas si [le paquet {package}|le paquet] a été installé : la réponse s'est perdue[ (« {why} »)]. "
                + "Il n'est pas installé une seconde fois ; c'est ce que l'appliance indique exécuter qui compte."
        case .hopVerifying:
            "L'installation [du paquet {package}|du paquet] est en cours de vérification : elle ne compte que lorsque "
                + "l'appliance indique la nouvelle version et un bon état de santé."
        case .restoring: "La sauvegarde est en cours de restauration sur l'appliance. N'y touchez pas pendant ce temps."
        case .callAtWork:
            "Un appel antérieur[ pour {verb}] est encore en cours, bien que personne n'attende plus sa réponse[ : processus {process}][, dans {folder}]. Rien ne commence à côté de lui."

        case .noUpgrade:
            "Aucune mise à niveau de cette appliance n'est planifiée[, alors que {target} est accessible]\(runs(";"))."
        case .noGraph:
            "Il n'existe aucun graphe de versions pour cette appliance[ ({graph})] ; aucun parcours ne peut donc être "
                + "trouvé."
        case .allPaused: "Tout est suspendu[ par {who}]\(why). Rien ne commence sur aucune appliance."
        case .upgradePaused: "La mise à niveau est suspendue[ par {who}]\(why)."
        case .changedByOthers:
            "La version de l'appliance a été changée, mais pas par Ratchet\(why). Le parcours a été recalculé, et une "
                + "personne doit l'examiner."
        case .unknownInventory:
            "L'appliance exécute autre chose que ce que connaissent son parcours et son graphe de "
                + "versions\(runs(":")). Ratchet ne devine rien, et rien ne commence."
        case .noPath:
            "Aucun parcours ne mène de ce que l'appliance exécute à ce qui est demandé\(why)[ ; la version la plus "
                + "proche qui puisse être atteinte est {nearest}]."
        case .packageBlocked:
            "\(thePackage) est bloqué, parce que quelque chose doit le précéder[ : « {missing} »][ ; d'abord : "
                + "{chain}]."
        case .packageGone: "\(thePackage) ne peut plus être installé\(why)."
        case .turnNotSet:
            "\(thePackage) est une nouvelle version majeure, et le calendrier de déploiement ne prévoit aucun tour "
                + "pour cette appliance."
        case .contractMissing:
            "\(thePackage) est une nouvelle version majeure, et aucun contrat de maintenance valable ce jour-là n'est "
                + "connu[ ; fin du contrat enregistré : {until}]."
        case .approvalMissing:
            "Le parcours et ses conséquences doivent être approuvés par quelqu'un d'autre que [{who}, qui l'a "
                + "planifié|son planificateur]."
        case .approvalLapsed:
            "Le parcours a changé depuis son approbation[ par {who}] ; il doit donc être approuvé de nouveau."
        case .testRunMissing:
            "Aucune appliance de test n'a encore installé les mêmes paquets, à partir des mêmes fichiers et dans le "
                + "même ordre[ : {packages}]."
        case .testRunUnprovable:
            "Le graphe de versions ne contient pas d'empreinte SHA-256 pour [le paquet {package}|un paquet du "
                + "parcours] ; aucun essai ne peut donc prouver que son fichier était le même."
        case .healthBad:
            "L'appliance ne se porte pas bien[ : « {problems} »]. Aucune étape ne commence tant qu'elle ne va pas "
                + "mieux."
        case .backupFailed: "La sauvegarde de l'appliance a échoué\(why)."
        case .backupUnverified:
            "La somme de contrôle n'a pas prouvé que la dernière sauvegarde de l'appliance est intacte ; on ne s'y fie "
                + "donc pas."
        case .exportFailed: "L'exportation du certificat de l'appliance avec sa clé privée a échoué\(why)."
        case .exportKeyless:
            "Le certificat de l'appliance a été exporté sans sa clé privée ; il ne pourrait donc pas être remis en place."
        case .digestMismatch:
            "Sur l'appliance, le fichier pour \(package) n'est pas celui que désigne le graphe de versions[ : son "
                + "empreinte SHA-256 est {found} et non {wanted}]."
        case .noWindow:
            "L'appliance n'a pas de calendrier, ou aucune de ses fenêtres de maintenance n'est assez longue pour la "
                + "prochaine étape[, qui exige \(minutes)]."
        case .checkpointOpen:
            "Le pilote ne sait pas faire la suite ; une personne doit donc [{verb}|s'en charger][ ({package})], puis "
                + "le valider."
        case .hopFailed:
            "L'installation [du paquet {package}|du paquet] a échoué\(why). [Après la restauration, l'appliance "
                + "exécute {restored}. ]La mise à niveau est arrêtée, et rien n'est tenté de nouveau sans "
                + "l'intervention d'une personne."
        // (D1)
        case .applianceFrozen:
            "Ne redémarrez pas cette appliance. L'installation de son paquet de base[ {package}] a échoué\(why). "
                + "Ratchet n'y touche plus jusqu'à ce qu'une personne la débloque."
        case .installNotBegun:
            "Le pilote n'a pas pu commencer l'installation pour \(package)\(why). Rien n'a été fait sur l'appliance."
        case .stageFailed: "Le fichier pour \(package) n'a pas pu être déposé\(why)."

        case .overrun:
            "La fenêtre de maintenance s'est fermée[ le {until}] pendant une étape en cours. Celle-ci n'est pas "
                + "interrompue, et rien d'autre ne commence."
        default: ""
        }
    }

    func name(of verb: DriverVerb) -> String {
        switch verb {
        case .inventory: "relever ce que l\(Typography.apostrophe)appliance exécute"
        case .health: "relever l\(Typography.apostrophe)état de santé de l\(Typography.apostrophe)appliance"
        case .backup: "effectuer une sauvegarde"
        case .exportCertificate: "exporter le certificat avec sa clé privée"
        case .stage: "déposer le paquet"
        case .install: "installer le paquet"
        case .restore: "restaurer la sauvegarde"
        case .supportBundle: "récupérer l\(Typography.apostrophe)archive d\(Typography.apostrophe)assistance"
        }
    }
}
